import { asciiLowerCase } from './ascii-case.ts';
import type { HeaderMatcher } from './config.ts';
import type { HeaderMap } from './header-map.ts';
import type { RouteCondition } from './route-condition.ts';
import { compileStringMatcher } from './string-match.ts';

/** How a header that comes in several lines is compared: line by line (Envoy 1.39 and later), or all lines joined by a comma. */
export type RepeatedHeaderLines = 'each' | 'joined';

/**
 * A header condition (Envoy: source/common/http/header_utility.h; istio-semantics R3.9, R3.10). A header that is missing fails every
 * string match, inverted ones too, unless the matcher takes a missing header for an empty one.
 */
export function compileHeaderMatch(matcher: HeaderMatcher, repeated: RepeatedHeaderLines): RouteCondition {
  const name = asciiLowerCase(matcher.name);
  const inverted = matcher.invertMatch ?? false;
  const test = valueTest(matcher);
  const linesOf = (headers: HeaderMap): readonly string[] => {
    const lines = headers.get(name) ?? [];
    return repeated === 'joined' && lines.length > 1 ? [lines.join(',')] : lines;
  };
  return {
    kind: 'header',
    name,
    expected: inverted ? `not ${test.expected}` : test.expected,
    actual: (head) => head.headers.get(name)?.join(',') ?? null,
    matches: (head) => {
      const lines = linesOf(head.headers);
      if (lines.length > 0) return lines.some(test.matches) !== inverted;
      return test.missing === 'fails' ? false : test.missing !== inverted;
    },
  };
}

/** What is asked of one line, and what a missing header gives before inversion ('fails': inversion has no say). */
function valueTest(matcher: HeaderMatcher): {
  readonly expected: string;
  readonly matches: (line: string) => boolean;
  readonly missing: boolean | 'fails';
} {
  if (matcher.stringMatch) {
    const string = compileStringMatcher(matcher.stringMatch);
    return { ...string, missing: matcher.treatMissingHeaderAsEmpty ? string.matches('') : 'fails' };
  }
  const present = matcher.presentMatch ?? true;
  return { expected: present ? 'present' : 'absent', matches: () => present, missing: !present };
}
