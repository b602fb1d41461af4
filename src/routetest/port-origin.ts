import type { DestinationShare } from '../envoy/trace.ts';
import type { Source } from '../istio/source.ts';
import { parseClusterName } from '../pilot/cluster-name.ts';
import type { PushContext } from '../pilot/push-context.ts';
import { ruleOf } from './verdict-words.ts';

/** In a sentence, where the port that the client dials comes from. */
export function dialledPort(url: string): string {
  const [, scheme = 'http', authority = ''] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/)?([^/?#]*)/.exec(url) ?? [];
  const written = /:(\d+)$/.exec(authority)?.[1];
  if (written !== undefined) return `Port ${written} stands in the URL.`;
  const port = scheme.toLowerCase() === 'https' ? 443 : 80;
  return `The URL names no port, so ${scheme.toLowerCase()} dials ${port}.`;
}

/**
 * In a sentence, where the port of a destination comes from: written, else the only port of the service, else the port that the request was for
 * (istio-semantics R2.15, R4.1–R4.4). Null where no rule names the destination.
 */
export function destinationPort(
  { cluster, source }: DestinationShare,
  { servicesByHost }: PushContext,
  documents: readonly { readonly value: unknown }[],
): string | null {
  const identity = parseClusterName(cluster);
  const rule = isSource(source) ? ruleOf(source) : null;
  if (!identity || !isSource(source) || !rule) return null;
  const { port, host } = identity;
  const { value } = documents[source.document] ?? { value: null };
  const isDestination = source.path.includes('route') || source.path.includes('backendRefs');
  const lists = isDestination
    ? [source.path]
    : [
        [...rule.source.path, 'route', 0],
        [...rule.source.path, 'backendRefs', 0],
      ];
  if (lists.some((path) => isPortWritten(valueAt(value, path)))) return `Port ${port} is written in the rule.`;
  const [service] = servicesByHost.get(host) ?? [];
  const ports = service?.ports.map((one) => one.port) ?? [];
  if (ports.length === 1 && ports[0] === port) return `The rule names no port: ${port} is the only one of the service.`;
  const lack = service && !ports.includes(port) ? ', which the service does not have' : '';
  return `The rule names no port: it stays the one of the request, ${port}${lack}.`;
}

/** A trace hands on sources that it never looks at. */
function isSource(value: unknown): value is Source {
  return typeof value === 'object' && value !== null && 'document' in value && 'path' in value;
}

function isPortWritten(destination: unknown): boolean {
  const port = valueAt(destination, ['destination', 'port', 'number']) ?? valueAt(destination, ['port']);
  return port !== undefined && port !== null;
}

function valueAt(value: unknown, path: Source['path']): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[step] : undefined,
    value,
  );
}
