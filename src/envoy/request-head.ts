import type { HeaderMap } from './header-map.ts';

/** What route matching sees of a request, after the connection manager has put it in order. */
export type RequestHead = {
  /** Every header line, pseudo headers included; `:path` holds the query. */
  readonly headers: HeaderMap;
  /** The path without query and fragment. */
  readonly path: string;
  /** What follows the first `?`, undecoded; null without one. */
  readonly query: string | null;
};

/** Splits the `:path` of a request for matching (Envoy: PathUtil::removeQueryAndFragment). */
export function requestHead(headers: HeaderMap): RequestHead {
  const target = headers.get(':path')?.[0] ?? '';
  const end = target.search(/[?#]/);
  const question = target.indexOf('?');
  return {
    headers,
    path: end < 0 ? target : target.slice(0, end),
    query: question < 0 ? null : target.slice(question + 1),
  };
}
