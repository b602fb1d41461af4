import { RE2JS } from 're2js';
import { utf8Length } from './utf8-length.ts';

const known = new Map<string, string | null>();

/** Why Istio refuses a user's regular expression, or null: at most 1,024 bytes, and RE2 must take it (val.go:validateStringRegexp). */
export function regexProblem(pattern: string): string | null {
  if (utf8Length(pattern) > 1024) return 'A regular expression has 1,024 bytes at most.';
  let problem = known.get(pattern);
  if (problem === undefined) known.set(pattern, (problem = compileProblem(pattern)));
  return problem;
}

function compileProblem(pattern: string): string | null {
  try {
    RE2JS.compile(pattern);
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `RE2 does not take the regular expression \`${pattern}\`: ${reason.replace(/^error parsing regexp: /, '')}.`;
  }
}
