import type { HeaderMatcher, QueryParameterMatcher, RouteMatch, StringMatcher } from './config.ts';
import { headerMap, type HeaderMap } from './header-map.ts';
import { compileHeaderMatch } from './header-match.ts';
import { compilePathMatch } from './path-match.ts';
import { queryParameter } from './query-match.ts';
import { sampleRegex } from './sample-regex.ts';
import { compileStringMatcher } from './string-match.ts';

/** The part of a request that routes look at. `path` holds the query; header names are as written. */
export type AskedRequest = {
  readonly method: string;
  readonly path: string;
  readonly authority: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
};

/**
 * The request with as little changed as makes it fit a route's conditions: those that hold already stay as they are. Null where no change was found (a
 * pattern that cannot be sampled, a condition on a token's claims).
 */
export function satisfyRoute(match: RouteMatch, request: AskedRequest): AskedRequest | null {
  if (match.dynamicMetadata?.length) return null;
  let changed = satisfyPath(match, request);
  for (const matcher of match.headers ?? []) changed = changed && satisfyHeader(matcher, changed);
  for (const matcher of match.queryParameters ?? []) changed = changed && satisfyQuery(matcher, changed);
  return changed;
}

function satisfyPath(match: RouteMatch, request: AskedRequest): AskedRequest | null {
  const { path, query } = splitPath(request.path);
  const condition = compilePathMatch(match);
  const holds = (candidate: string) => condition.matches({ path: candidate, query: null, headers: new Map() });
  if (holds(path)) return request;
  const wanted = match.path ?? match.prefix ?? match.pathSeparatedPrefix ?? sampleRegex(match.safeRegex?.regex ?? '');
  if (wanted === null || !holds(wanted)) return null;
  return { ...request, path: wanted + query };
}

function satisfyHeader(matcher: HeaderMatcher, request: AskedRequest): AskedRequest | null {
  const condition = compileHeaderMatch(matcher, 'each');
  const name = matcher.name.toLowerCase();
  const holds = (candidate: AskedRequest) =>
    condition.matches({ path: '', query: null, headers: headersOf(candidate) });
  if (holds(request)) return request;
  const tries = matcher.invertMatch ? [withoutHeader(request, name), withHeader(request, name, 'other')] : [];
  const value = matcher.stringMatch ? sampleString(matcher.stringMatch) : 'any';
  if (!matcher.invertMatch && value !== null) tries.push(withHeader(withoutHeader(request, name), name, value));
  return tries.find(holds) ?? null;
}

function satisfyQuery({ name, stringMatch }: QueryParameterMatcher, request: AskedRequest): AskedRequest | null {
  const { path, query } = splitPath(request.path);
  const now = queryParameter(query === '' ? null : query.slice(1), name);
  if (now !== null && (!stringMatch || compileStringMatcher(stringMatch).matches(now))) return request;
  const value = stringMatch ? sampleString(stringMatch) : '';
  if (value === null || /[&#]/.test(value)) return null;
  const others = query
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && part.split('=')[0] !== name);
  return { ...request, path: `${path}?${[...others, `${name}=${value}`].join('&')}` };
}

/** A text that fits a matcher. */
function sampleString({ exact, prefix, suffix, contains, safeRegex }: StringMatcher): string | null {
  return exact ?? prefix ?? suffix ?? contains ?? (safeRegex ? sampleRegex(safeRegex.regex) : null);
}

function splitPath(target: string): { path: string; query: string } {
  const question = target.indexOf('?');
  return question < 0
    ? { path: target, query: '' }
    : { path: target.slice(0, question), query: target.slice(question) };
}

/** Pseudo headers are parts of the request itself; `:path` and `:scheme` are not changed through a header condition. */
function withHeader(request: AskedRequest, name: string, value: string): AskedRequest {
  if (name === ':method') return { ...request, method: value };
  if (name === ':authority') return { ...request, authority: value };
  if (name.startsWith(':')) return request;
  return { ...request, headers: [...request.headers, [name, value]] };
}

function withoutHeader(request: AskedRequest, name: string): AskedRequest {
  return { ...request, headers: request.headers.filter(([candidate]) => candidate.toLowerCase() !== name) };
}

function headersOf({ method, authority, path, headers }: AskedRequest): HeaderMap {
  return headerMap([[':method', method], [':authority', authority], [':path', path], [':scheme', 'http'], ...headers]);
}
