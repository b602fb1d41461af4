import { splitUrl } from '../pilot/split-url.ts';
import { base64 } from './base64.ts';
import { curlOptions } from './curl-options.ts';
import { shellWords } from './shell-words.ts';
import type { Ask } from './workspace.ts';

type CurlRequest = Pick<Ask, 'method' | 'url' | 'headers'>;

/** Commands that run others: `kubectl exec deploy/sleep -- curl …`. */
const runners = new Set(
  'kubectl oc k docker podman nerdctl crictl minikube istioctl ssh sudo time timeout watch env exec command nohup'.split(
    ' ',
  ),
);
const shells = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', '/bin/sh', '/bin/bash']);

/**
 * Reads a pasted curl command as a shell and curl would, as far as it says what is asked: method, URL, headers. What runs it stands before it or not
 * (`kubectl exec … --`). Returns null for text that is no curl command with a URL. Options that only say how curl behaves are passed over.
 */
export function parseCurl(text: string): CurlRequest | null {
  const words = shellWords(text.replace(/^\s*\S*[$%>]\s+/, ''));
  const run = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
  const command = words.slice(Math.max(0, run));
  if (isCurl(command[0])) return requestOf(command.slice(1));
  if (!runners.has(command[0] ?? '')) return null;
  const inner = command.slice(command.indexOf('--') + 1);
  if (shells.has(inner[0] ?? '')) return parseCurl(inner[inner.findIndex((word) => /^-\w*c$/.test(word)) + 1] ?? '');
  const at = inner.findIndex(isCurl);
  return at < 0 ? null : requestOf(inner.slice(at + 1));
}

function isCurl(word: string | undefined): boolean {
  return /(?:^|\/)curl(?:\.exe)?(?::[\w.-]+)?$/.test(word ?? '');
}

function requestOf(words: readonly string[]): CurlRequest | null {
  let method: string | null = null;
  let url: string | null = null;
  let target: string | null = null;
  const data: string[] = [];
  const query: string[] = [];
  let dataAsQuery = false;
  const headers: [string, string][] = [];
  /** Headers that curl sends by itself, unless they are named. */
  const implied: [string, string][] = [];
  for (const [option, value] of curlOptions(words)) {
    switch (option) {
      case null:
      case '--url':
        url ??= value;
        break;
      case '--request':
        method = value;
        break;
      case '--request-target':
        target = value;
        break;
      case '--header':
        headers.push(...headerOf(value));
        break;
      case '--user-agent':
        if (value !== '') headers.push(['user-agent', value]);
        break;
      case '--referer':
        headers.push(['referer', value.replace(/;auto$/, '')]);
        break;
      case '--cookie':
        // Without `=` it names a file.
        if (value.includes('=')) headers.push(['cookie', value]);
        break;
      case '--user':
        implied.push(['authorization', `Basic ${base64(new TextEncoder().encode(value))}`]);
        break;
      case '--oauth2-bearer':
        implied.push(['authorization', `Bearer ${value}`]);
        break;
      case '--range':
        implied.push(['range', `bytes=${value}`]);
        break;
      case '--json':
        data.push(value);
        implied.push(['content-type', 'application/json'], ['accept', 'application/json']);
        break;
      case '--data':
      case '--data-raw':
      case '--data-ascii':
      case '--data-binary':
        data.push(value);
        implied.push(['content-type', 'application/x-www-form-urlencoded']);
        break;
      case '--data-urlencode':
        data.push(urlEncoded(value));
        implied.push(['content-type', 'application/x-www-form-urlencoded']);
        break;
      case '--url-query':
        query.push(value.startsWith('+') ? value.slice(1) : urlEncoded(value));
        break;
      case '--form':
      case '--form-string':
        method ??= 'POST';
        break;
      case '--upload-file':
        method ??= 'PUT';
        break;
      case '--head':
        method ??= 'HEAD';
        break;
      case '--get':
        dataAsQuery = true;
        break;
      default:
        break;
    }
  }
  if (url === null) return null;
  const sendsBody = data.length > 0 && !dataAsQuery;
  const asked = [...query, ...(dataAsQuery ? data : [])];
  const sent = dataAsQuery ? implied.filter(([name]) => name !== 'content-type') : implied;
  return {
    method: method ?? (sendsBody ? 'POST' : 'GET'),
    ...whereTo(withQuery(withTarget(url, target), asked), [...headers, ...unnamed(sent, headers)]),
  };
}

/** `-H 'x;'` sends an empty header, `-H 'x:'` sends none. */
function headerOf(line: string): [string, string][] {
  const colon = line.indexOf(':');
  if (colon > 0 && line.slice(colon + 1).trim()) return [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
  return line.endsWith(';') ? [[line.slice(0, -1), '']] : [];
}

/** The first of each name, where none is among the headers that are named. */
function unnamed(implied: readonly [string, string][], headers: readonly [string, string][]): [string, string][] {
  const taken = new Set(headers.map(([name]) => name.toLowerCase()));
  return implied.filter(([name]) => {
    const isFirst = !taken.has(name);
    taken.add(name);
    return isFirst;
  });
}

function withTarget(url: string, target: string | null): string {
  return target === null
    ? url
    : url.replace(/^((?:[a-z][a-z0-9+.-]*:\/\/)?[^/?#]*).*$/is, (_, origin: string) => origin + target);
}

function withQuery(url: string, parts: readonly string[]): string {
  if (parts.length === 0) return url;
  const [, before = '', fragment = ''] = /^([^#]*)(.*)$/s.exec(url) ?? [];
  return `${before}${before.includes('?') ? '&' : '?'}${parts.join('&')}${fragment}`;
}

/** The URL with a scheme. Where only a shell's variables say where it goes, the Host header does: `-H Host:shop.example http://$INGRESS_HOST/`. */
function whereTo(url: string, headers: readonly [string, string][]): Pick<CurlRequest, 'url' | 'headers'> {
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`;
  const host = headers.find(([name]) => name.toLowerCase() === 'host');
  if (!host || !splitUrl(full).authority.includes('$')) return { url: full, headers };
  const { scheme, path } = splitUrl(full);
  return { url: `${scheme}://${host[1]}${path}`, headers: headers.filter((header) => header !== host) };
}

/** `name=content` with its content as a URL spells it; a file's content (`@`) nobody knows here. */
function urlEncoded(value: string): string {
  const equals = value.indexOf('=');
  if (equals < 0 && value.includes('@')) return value;
  const name = equals > 0 ? value.slice(0, equals + 1) : '';
  const content = encodeURIComponent(value.slice(equals + 1).replace(/\p{Surrogate}/gu, '\ufffd'));
  return name + content.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
