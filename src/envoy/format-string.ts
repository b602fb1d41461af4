import { asciiLowerCase } from './ascii-case.ts';
import { firstLine, type HeaderMap } from './header-map.ts';

/** What the commands of a format string can read. `values` are commands without arguments, by name; null gives nothing. */
export type FormatContext = {
  readonly request: HeaderMap;
  readonly response: HeaderMap;
  readonly values: Readonly<Record<string, string | null>>;
};

const command = /%(?:%|([A-Z][A-Z0-9_]*)(?:\(([^)]*)\))?(?::(\d+))?%)/g;

/**
 * A header value with its commands filled in (Envoy: formatter/substitution_formatter.cc). A header that is not there gives nothing, `%%` a
 * percent sign. Commands that only a running proxy can answer (the client's address, the time) stay as they are written.
 */
export function formatValue(format: string, context: FormatContext): string {
  if (!format.includes('%')) return format;
  return format.replace(command, (written, name?: string, argument?: string, length?: string) => {
    if (name === undefined) return '%';
    const value = evaluate(name, argument, context);
    if (value === undefined) return written;
    return length === undefined ? (value ?? '') : (value ?? '').slice(0, Number(length));
  });
}

/** undefined: not answerable here. */
function evaluate(name: string, argument: string | undefined, context: FormatContext): string | null | undefined {
  if (name === 'REQ') return header(context.request, argument ?? '');
  if (name === 'RESP') return header(context.response, argument ?? '');
  return context.values[name];
}

/** `name?alternative`: the second header where the first is absent. Of a repeated header only the first line counts. */
function header(headers: HeaderMap, argument: string): string | null {
  const [name = '', alternative] = argument.split('?', 2);
  const value = firstLine(headers, asciiLowerCase(name));
  return value ?? (alternative === undefined ? null : firstLine(headers, asciiLowerCase(alternative)));
}
