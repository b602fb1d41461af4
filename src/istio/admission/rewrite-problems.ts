import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { HTTPRewrite } from '../virtual-service.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { regexProblem } from './regex-problem.ts';

/** A rewrite that Istio refuses (checks.md R-31..R-33, val.go:validateHTTPRewrite). */
export function* rewriteProblems(rewrite: HTTPRewrite | undefined, path: YamlPath): Problems {
  if (!rewrite) return;
  const { uri, uriRegexRewrite, authority } = rewrite;
  if (uri && uriRegexRewrite)
    yield refusal('webhook.rewrite', path, 'A rewrite has only one of `uri` and `uriRegexRewrite`.');
  if (!uri && !uriRegexRewrite && !authority)
    yield refusal('webhook.rewrite', path, 'A rewrite needs a `uri`, `uriRegexRewrite` or `authority`.');
  if (uriRegexRewrite) yield* regexRewriteProblems(uriRegexRewrite, [...path, 'uriRegexRewrite']);
}

function* regexRewriteProblems(
  { match, rewrite }: NonNullable<HTTPRewrite['uriRegexRewrite']>,
  path: YamlPath,
): Problems {
  if (!match || !rewrite) {
    yield refusal('webhook.rewrite', path, '`uriRegexRewrite` needs both `match` and `rewrite`.');
    return;
  }
  const problem = regexProblem(match);
  if (problem) yield refusal('webhook.regex', [...path, 'match'], problem);
}
