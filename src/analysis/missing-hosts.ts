import { newHost } from '../edits/new-objects.ts';
import { sourceInside } from '../istio/source.ts';
import { resolveShortname } from '../istio/host.ts';
import type { PushContext } from '../pilot/push-context.ts';
import type { NamedDestination } from './destinations.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';
import { meantHost } from './meant-host.ts';
import { servicesOf } from './service-lookup.ts';

/** A destination whose host nothing declares: the proxy answers 503, a copy is lost (istio-semantics R4.6). `namespace` is that of the rule. */
export function missingHost(named: NamedDestination, namespace: string, push: PushContext): Finding | null {
  const { destination, source, object } = named;
  const host = resolveShortname(destination.host, namespace);
  if (servicesOf(push, host).length > 0) return null;
  const place = sourceInside(source, 'host');
  const meant = meantHost(destination.host, namespace, push);
  const effect = named.role === 'mirror' ? 'The copies are lost.' : 'The proxy answers 503 (flag `NC`).';
  const advice = meant ? ` Do you mean \`${meant}\`?` : '';
  const field = place.path.slice(object.path.length);
  const missing = newHost(host, destination.port?.number ?? 80);
  const fixes: Finding['fixes'] = [
    ...(meant ? [{ label: `Write ${meant}`, edit: { type: 'setField', object, field, value: meant } as const }] : []),
    { label: `Create the ${missing.kind}`, edit: { type: 'addDocument', value: missing } },
  ];
  const message = `Nothing declares the host \`${host}\`. ${effect}${advice}`;
  return makeFinding({ code: 'reference.host', severity: 'error', message, source: place, fixes });
}
