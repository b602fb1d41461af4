import type { TestRequest } from '../istio/test-request.ts';
import { InputProblem } from './input-problem.ts';

/**
 * Reads `--request` (`GET http://host:port/path?query`, GET where no method stands, http:// where no scheme stands) and the `-H` lines.
 * The URL stays as written. Throws an InputProblem for what is none.
 */
export function parseRequest(text: string, headerLines: readonly string[]): TestRequest {
  const words = text.trim().split(/\s+/);
  const [first = '', second] = words;
  if (words.length > 2) throw new InputProblem(`--request is a method and a URL; "${text}" has more to it.`);
  const method = second === undefined ? 'GET' : first;
  if (!/^[A-Za-z][-A-Za-z]*$/.test(method)) throw new InputProblem(`"${method}" is no HTTP method.`);
  return { method, url: parseUrl(second ?? first), headers: headerLines.map(parseHeader) };
}

function parseUrl(written: string): string {
  const url = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(written) ? written : `http://${written}`;
  const [, scheme = '', authority = ''] = /^([^:]*):\/\/([^/?#]*)/.exec(url) ?? [];
  if (!/^https?$/i.test(scheme))
    throw new InputProblem(`Only http:// and https:// can be asked for, not ${scheme}://.`);
  if (authority === '') {
    throw new InputProblem(
      `--request needs a URL with a host, as in http://reviews:9080/reviews/1; "${written}" has none.`,
    );
  }
  const port = /:(\d+)$/.exec(authority)?.[1];
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65535)) {
    throw new InputProblem(`${port} is no port.`);
  }
  return url;
}

function parseHeader(line: string): readonly [string, string] {
  const colon = line.indexOf(':', 1);
  if (colon > 0 && /^\S+$/.test(line.slice(0, colon))) return [line.slice(0, colon), line.slice(colon + 1).trim()];
  throw new InputProblem(`A header is written name: value; "${line}" is none.`);
}
