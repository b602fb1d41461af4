import type { HeaderMatcher, QueryParameterMatcher, RouteMatch, StringMatcher } from '../config.ts';
import { flag, given, json, jsonList, optionalJson, text, type Json } from './json-fields.ts';

/** The fields of a match that are followed, those of older Envoys among them. */
export const matchFields: ReadonlySet<string> = new Set([
  'prefix',
  'path',
  'safeRegex',
  'regex',
  'pathSeparatedPrefix',
  'caseSensitive',
  'headers',
  'queryParameters',
  'dynamicMetadata',
]);

/** The `match` of a route in a dump. */
export function readRouteMatch(match: Json): RouteMatch {
  const { headers, queryParameters, dynamicMetadata } = match;
  return given({
    prefix: text(match['prefix']),
    path: text(match['path']),
    safeRegex: readRegex(match['safeRegex'] ?? match['regex']),
    pathSeparatedPrefix: text(match['pathSeparatedPrefix']),
    caseSensitive: flag(match['caseSensitive']),
    headers: headers === undefined ? undefined : jsonList(headers).map(readHeaderMatcher),
    queryParameters: queryParameters === undefined ? undefined : jsonList(queryParameters).map(readQueryMatcher),
    dynamicMetadata: Array.isArray(dynamicMetadata) ? dynamicMetadata : undefined,
  });
}

/** `{regex}`, or the bare pattern of Envoy before 1.12. */
function readRegex(value: unknown): { regex: string } | undefined {
  const regex = text(value) ?? text(json(value)['regex']);
  return regex === undefined ? undefined : { regex };
}

/** Whether a header matcher asks something that is not followed. */
export function asksRange(matcher: Json): boolean {
  return 'rangeMatch' in matcher;
}

function readHeaderMatcher(matcher: Json): HeaderMatcher {
  return given({
    name: text(matcher['name']) ?? '',
    stringMatch: readStringMatcher(matcher['stringMatch']) ?? readOldHeaderMatch(matcher),
    presentMatch: flag(matcher['presentMatch']),
    invertMatch: flag(matcher['invertMatch']),
    treatMissingHeaderAsEmpty: flag(matcher['treatMissingHeaderAsEmpty']),
  });
}

/** Until Envoy 1.22 each way of matching was a field of its own. */
function readOldHeaderMatch(matcher: Json): StringMatcher | undefined {
  const old = given({
    exact: text(matcher['exactMatch']),
    prefix: text(matcher['prefixMatch']),
    suffix: text(matcher['suffixMatch']),
    contains: text(matcher['containsMatch']),
    safeRegex: readRegex(matcher['safeRegexMatch'] ?? matcher['regexMatch']),
  });
  return Object.keys(old).length === 0 ? undefined : old;
}

function readQueryMatcher(matcher: Json): QueryParameterMatcher {
  const { value } = matcher;
  const isRegex = flag(matcher['regex']) ?? false;
  const old =
    text(value) === undefined
      ? undefined
      : isRegex
        ? { safeRegex: { regex: String(value) } }
        : { exact: String(value) };
  return given({
    name: text(matcher['name']) ?? '',
    stringMatch: readStringMatcher(matcher['stringMatch']) ?? old,
    presentMatch: flag(matcher['presentMatch']),
  });
}

/** A string matcher in a dump; undefined where none is written. */
export function readStringMatcher(value: unknown): StringMatcher | undefined {
  const matcher = optionalJson(value);
  if (!matcher) return undefined;
  return given({
    exact: text(matcher['exact']),
    prefix: text(matcher['prefix']),
    suffix: text(matcher['suffix']),
    contains: text(matcher['contains']),
    safeRegex: readRegex(matcher['safeRegex'] ?? matcher['regex']),
    ignoreCase: flag(matcher['ignoreCase']),
  });
}
