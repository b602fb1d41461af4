import { sourceInside } from '../istio/source.ts';
import { CLUSTER_DOMAIN, resolveShortname } from '../pilot/host.ts';
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
  const fixes: Finding['fixes'] = [
    ...(meant ? [{ label: `Write ${meant}`, edit: { type: 'setField', object, field, value: meant } as const }] : []),
    newService(host, destination.port?.number),
  ];
  const message = `Nothing declares the host \`${host}\`. ${effect}${advice}`;
  return makeFinding({ code: 'reference.host', severity: 'error', message, source: place, fixes });
}

function isClusterHost(host: string): boolean {
  return host.endsWith(`.svc.${CLUSTER_DOMAIN}`);
}

/** A Service for a name of the cluster, a ServiceEntry for any other. */
function newService(host: string, port = 80): Finding['fixes'][number] {
  if (!isClusterHost(host)) {
    const name = host.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
    const ports = [{ number: port, name: port === 443 ? 'tls' : 'http', protocol: port === 443 ? 'TLS' : 'HTTP' }];
    const value = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'ServiceEntry',
      metadata: { name },
      spec: { hosts: [host], ports, resolution: 'DNS' },
    };
    return { label: 'Create a ServiceEntry', edit: { type: 'addDocument', value } };
  }
  const [name = '', namespace = ''] = host.split('.');
  const value = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { selector: { app: name }, ports: [{ name: 'http', port }] },
  };
  return { label: 'Create the Service', edit: { type: 'addDocument', value } };
}
