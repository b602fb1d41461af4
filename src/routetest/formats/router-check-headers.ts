import { child, report, type Field } from '../../istio/field.ts';
import { isObject } from '../../istio/sanitize.ts';
import { readList, readString } from '../../istio/field-reader.ts';
import type { Expectation } from '../route-test.ts';

/** The pseudo-headers that the tool keeps among the others. */
const pseudoHeaders: Readonly<Record<string, 'path' | 'authority' | 'method'>> = {
  ':path': 'path',
  ':authority': 'authority',
  ':method': 'method',
  host: 'authority',
};

type HeaderExpectation = NonNullable<Expectation['upstream']>;

/** What `request_header_matches` and `_fields` (or those of the response) expect; only whole values and absence can be told here. */
export function readHeaderMatches(validate: Field, side: 'request' | 'response'): HeaderExpectation {
  const headers: Record<string, string> = {};
  const absentHeaders: string[] = [];
  const pseudo: Partial<Record<'path' | 'authority' | 'method', string>> = {};
  const expectValue = (name: string, value: string) => {
    const own = side === 'request' ? pseudoHeaders[name] : undefined;
    if (own) pseudo[own] = value;
    else headers[name] = value;
  };
  for (const field of readList(child(validate, `${side}_header_fields`))) {
    const name = readString(child(field, 'key'))?.toLowerCase();
    if (name !== undefined) expectValue(name, readString(child(field, 'value')) ?? '');
  }
  for (const field of readList(child(validate, `${side}_header_matches`))) {
    const name = readString(child(field, 'name'))?.toLowerCase();
    const expected = readMatch(field);
    if (name === undefined || expected === undefined)
      report(field, 'Only an exact value or the absence of a header can be expected.');
    else if (expected === null) absentHeaders.push(name);
    else expectValue(name, expected);
  }
  return {
    ...pseudo,
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(absentHeaders.length > 0 && { absentHeaders }),
  };
}

/** The exact value of a HeaderMatcher, null where it asks for absence, undefined for all that it may ask besides. */
function readMatch({ value }: Field): string | null | undefined {
  if (!isObject(value)) return undefined;
  const { string_match: match, exact_match: exact, present_match: present, invert_match: inverted = false } = value;
  if (typeof present === 'boolean') return present === Boolean(inverted) ? null : undefined;
  if (inverted) return undefined;
  const wanted = isObject(match) && match['ignore_case'] !== true ? match['exact'] : exact;
  return typeof wanted === 'string' ? wanted : undefined;
}
