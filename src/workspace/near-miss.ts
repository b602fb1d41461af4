import type { Route } from '../envoy/config.ts';
import { satisfyRoute } from '../envoy/satisfy-route.ts';
import { hostAndHeaders, splitUrl } from '../pilot/split-url.ts';
import { askedOf } from './answer.ts';
import type { Ask, WorkspaceState } from './workspace.ts';

/**
 * The question with as little changed as makes `route` answer it, and what the change is in words. Null where no change was found, or where another rule
 * would still come first; what is returned was tried.
 */
export function nearMiss({ ask, verdict }: WorkspaceState, route: Route): { ask: Ask; change: string } | null {
  if (!verdict) return null;
  const { authority, path } = splitUrl(ask.url);
  const { host, headers } = hostAndHeaders(ask);
  const before = { method: ask.method, path, authority: host, headers };
  const after = satisfyRoute(route.match, before);
  if (!after || after === before) return null;
  const changed: Ask = {
    caller: ask.caller,
    method: after.method,
    url: after.path === path ? ask.url : originOf(ask.url) + after.path,
    headers: after.authority === authority ? after.headers : [['host', after.authority], ...after.headers],
  };
  return verdict.route(askedOf(changed)).route === route ? { ask: changed, change: inWords(ask, changed) } : null;
}

/** What stands before the path, as written. */
function originOf(url: string): string {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/?#]*/i.exec(url)?.[0] ?? '';
}

/** `POST instead of GET, path /api, header x-user: jo`. */
function inWords(before: Ask, after: Ask): string {
  const known = new Set(before.headers.map(([name, value]) => `${name}: ${value}`));
  const kept = new Set(after.headers.map(([name, value]) => `${name}: ${value}`));
  return [
    before.method !== after.method && `${after.method} instead of ${before.method}`,
    before.url !== after.url && `path ${splitUrl(after.url).path}`,
    ...[...kept].filter((line) => !known.has(line)).map((line) => `header ${line}`),
    ...[...known].filter((line) => !kept.has(line)).map((line) => `without ${line}`),
  ]
    .filter(Boolean)
    .join(', ');
}
