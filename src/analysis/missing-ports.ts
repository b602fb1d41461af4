import { sourceInside } from '../istio/source.ts';
import { resolveShortname } from '../istio/host.ts';
import type { PushContext } from '../pilot/push-context.ts';
import type { NamedDestination } from './destinations.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';
import { servicesOf } from './service-lookup.ts';

/** A destination at a port that its service does not have; or at none, where a gateway would have to know it (istio-semantics R4.2; IST0112). */
export function missingPort(named: NamedDestination, namespace: string, push: PushContext): Finding | null {
  const { destination, source, object } = named;
  const host = resolveShortname(destination.host, namespace);
  const ports = [...new Set(servicesOf(push, host).flatMap((service) => service.ports.map(({ port }) => port)))];
  const port = destination.port?.number;
  if (ports.length === 0 || (port !== undefined && ports.includes(port))) return null;
  const place = sourceInside(source, 'port', 'number');
  const field = place.path.slice(object.path.length);
  const fixes = ports.slice(0, 3).map((known) => ({
    label: `Write port ${known}`,
    edit: { type: 'setField', object, field, value: known } as const,
  }));
  if (port !== undefined) {
    const message = `\`${host}\` has no port ${port}; it has ${ports.join(', ')}. The proxy answers 503 (flag \`NC\`).`;
    return makeFinding({ code: 'reference.port', severity: 'error', message, source: place, fixes });
  }
  if (ports.length === 1 || !named.atGateways) return null;
  const message = `\`${host}\` has the ports ${ports.join(', ')}: say which one, for a gateway takes the one it listens on.`;
  return makeFinding({ code: 'reference.port-needed', severity: 'warning', message, source, fixes });
}
