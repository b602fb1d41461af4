import type { DestinationShare } from '../envoy/trace.ts';
import { isSource, sourceInside, sourceValue, type Source } from '../istio/source.ts';
import { parseClusterName } from '../pilot/cluster-name.ts';
import type { PushContext } from '../pilot/push-context.ts';
import { splitUrl } from '../pilot/split-url.ts';
import { ruleOf } from './verdict-words.ts';

/** In a sentence, where the port that the client dials comes from. */
export function dialledPort(url: string): string {
  const { scheme, authority } = splitUrl(url);
  const written = /:(\d+)$/.exec(authority)?.[1];
  if (written !== undefined) return `Port ${written} stands in the URL.`;
  const port = scheme === 'https' ? 443 : 80;
  return `The URL names no port, so ${scheme} dials ${port}.`;
}

type Documents = readonly { readonly value: unknown }[];

/**
 * In a sentence, where the port of a destination comes from: written, else the only port of the service, else the port that the request was for
 * (istio-semantics R2.15, R4.1–R4.4). Null where no rule names the destination.
 */
export function destinationPort(
  { cluster, source }: DestinationShare,
  { servicesByHost }: PushContext,
  documents: Documents,
): string | null {
  const identity = parseClusterName(cluster);
  const rule = isSource(source) ? ruleOf(source) : null;
  if (!identity || !isSource(source) || !rule) return null;
  const { port, host } = identity;
  const isDestination = source.path.includes('route') || source.path.includes('backendRefs');
  const places = isDestination
    ? [source]
    : [sourceInside(rule.source, 'route', 0), sourceInside(rule.source, 'backendRefs', 0)];
  if (places.some((place) => isPortWritten(documents, place))) return `Port ${port} is written in the rule.`;
  const [service] = servicesByHost.get(host) ?? [];
  const ports = service?.ports.map((one) => one.port) ?? [];
  if (ports.length === 1 && ports[0] === port) return `The rule names no port: ${port} is the only one of the service.`;
  const lack = service && !ports.includes(port) ? ', which the service does not have' : '';
  return `The rule names no port: it stays the one of the request, ${port}${lack}.`;
}

function isPortWritten(documents: Documents, destination: Source): boolean {
  const port =
    sourceValue(documents, sourceInside(destination, 'destination', 'port', 'number')) ??
    sourceValue(documents, sourceInside(destination, 'port'));
  return port !== undefined && port !== null;
}
