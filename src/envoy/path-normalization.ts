import type { HttpConnectionManager } from './config.ts';

/** The request target after normalisation, or null where Envoy refuses it with 400 `path_normalization_failed`. */
export function normalizeTarget(
  target: string,
  manager: Pick<HttpConnectionManager, 'normalizePath' | 'mergeSlashes' | 'pathWithEscapedSlashesAction'>,
): NormalizedTarget | null {
  const whole = target.split('#', 1)[0] ?? '';
  const question = whole.indexOf('?');
  const written = question < 0 ? whole : whole.slice(0, question);
  const query = question < 0 ? '' : whole.slice(question);
  const unescaped = handleEscapedSlashes(written, manager.pathWithEscapedSlashesAction);
  if (unescaped === null) return null;
  const canonical = manager.normalizePath ? canonicalPath(unescaped.path) : unescaped.path;
  if (canonical === null) return null;
  const path = manager.mergeSlashes ? mergeSlashes(canonical) : canonical;
  return { target: path + query, redirect: unescaped.redirect };
}

/** `redirect`: the client is sent to the normalised target (307) instead of being served. */
export type NormalizedTarget = { readonly target: string; readonly redirect: boolean };

/**
 * Dot segments resolved, backslashes turned, escapes of unreserved characters decoded, raw ``"<>^`{|}`` escaped; all else as written
 * (Envoy: http/path_utility.cc, canonicalPath; envoy-semantics 1.3). Null for a path with an escaped NUL.
 */
export function canonicalPath(path: string): string | null {
  if (/%00/.test(path)) return null;
  const readable = decodeUnreserved(path.replace(/\\/g, '/')).replace(
    /["<>^`{|}]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return resolveDotSegments(readable);
}

/**
 * Decodes escapes of unreserved characters. Where the outcome would make an escape together with a lone `%` in front, that `%` becomes `%25`
 * (`%%320` is `%2520`; Chromium's url_canon_path.cc:CheckForNestedEscapes, which Envoy uses).
 */
function decodeUnreserved(path: string): string {
  let output = '';
  let lonePercent = -Infinity;
  for (let index = 0; index < path.length; index++) {
    const escape = /^%[0-9a-fA-F]{2}/.exec(path.slice(index, index + 3))?.[0];
    const character = escape ? String.fromCharCode(Number.parseInt(escape.slice(1), 16)) : '';
    if (!escape) {
      if (path[index] === '%') lonePercent = output.length;
      output += path[index];
      continue;
    }
    index += 2;
    if (!/[A-Za-z0-9\-._~]/.test(character)) {
      output += escape;
      continue;
    }
    output += character;
    const following = output.slice(lonePercent) + path.slice(index + 1, index + 2);
    if (lonePercent >= output.length - 3 && /^%[0-9a-fA-F]{2}/.test(following)) {
      output = `${output.slice(0, lonePercent)}%25${output.slice(lonePercent + 1)}`;
    }
  }
  return output;
}

function resolveDotSegments(path: string): string {
  const segments = (path.startsWith('/') ? path : `/${path}`).split('/').slice(1);
  const kept: string[] = [];
  segments.forEach((segment, index) => {
    const isLast = index === segments.length - 1;
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
    if (isLast && (segment === '.' || segment === '..')) kept.push('');
  });
  return `/${kept.join('/')}`;
}

/** Runs of slashes become one; a leading and a trailing slash stay (Envoy: PathUtil::mergeSlashes). */
function mergeSlashes(path: string): string {
  return path.replace(/\/{2,}/g, '/');
}

function handleEscapedSlashes(
  path: string,
  action: string | undefined,
): { readonly path: string; readonly redirect: boolean } | null {
  const hasEscapedSlash = /%(?:2f|5c)/i.test(path);
  if (!hasEscapedSlash || action === undefined || action === 'KEEP_UNCHANGED') return { path, redirect: false };
  if (action === 'REJECT_REQUEST') return null;
  const unescaped = path.replace(/%2f/gi, '/').replace(/%5c/gi, '\\');
  return { path: unescaped, redirect: action === 'UNESCAPE_AND_REDIRECT' };
}
