import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { StringMatch } from '../virtual-service.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { regexProblem } from './regex-problem.ts';

/** An empty prefix, an empty or malformed regular expression (val.go:validateStringMatch). */
export function* stringMatchProblems(match: StringMatch | undefined, path: YamlPath): Problems {
  if (match?.prefix === '') yield refusal('webhook.empty-match', [...path, 'prefix'], 'A prefix cannot be empty here.');
  yield* regexMatchProblems(match, path);
}

/** An empty or malformed regular expression (val.go:validateStringMatchRegexp); paths may have an empty prefix. */
export function* regexMatchProblems(match: StringMatch | undefined, path: YamlPath): Problems {
  const regex = match?.regex;
  if (regex === undefined) return;
  const problem = regex === '' ? 'A regular expression cannot be empty.' : regexProblem(regex);
  if (problem) yield refusal('webhook.regex', [...path, 'regex'], problem);
}
