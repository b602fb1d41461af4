/** The parts of a URL as written, the scheme alone in lower case and `http` where none is: nothing else is decoded, lower-cased or made shorter. */
export function splitUrl(url: string): { scheme: string; authority: string; path: string } {
  const [, scheme = 'http', rest = url] = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(.*)$/s.exec(url) ?? [];
  const end = rest.search(/[/?#]/);
  // A name and a password before the host are for the client alone (RFC 9110, 4.2.4).
  const authority = (end < 0 ? rest : rest.slice(0, end)).replace(/^.*@/, '');
  const target = end < 0 ? '' : rest.slice(end);
  return { scheme: scheme.toLowerCase(), authority, path: target.startsWith('/') ? target : `/${target}` };
}

/** `host:port` that a URL asks for, its scheme's port where it names none; null where it names no host. */
export function requestedAuthority(url: string): string | null {
  const { scheme, authority } = splitUrl(url);
  if (authority === '') return null;
  if (/:\d+$/.test(authority)) return authority;
  return `${authority}:${scheme === 'https' ? 443 : 80}`;
}

type Lines = readonly (readonly [name: string, value: string])[];

/** The host that a request asks for, by its Host header before its URL, and the headers beside that one. */
export function hostAndHeaders({ url, headers }: { readonly url: string; readonly headers: Lines }): {
  host: string;
  headers: Lines;
} {
  const isHost = ([name]: Lines[number]) => name.toLowerCase() === 'host';
  return {
    host: headers.find(isHost)?.[1] ?? splitUrl(url).authority,
    headers: headers.filter((header) => !isHost(header)),
  };
}
