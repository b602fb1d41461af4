import type { IstioConfig } from '../istio/config.ts';
import { sourceInside } from '../istio/source.ts';
import { hostSubsetOf, isWildcard, resolveShortname } from '../pilot/host.ts';
import type { PushContext } from '../pilot/push-context.ts';
import type { MeshService } from '../pilot/service.ts';
import { destinationsOf, type NamedDestination } from './destinations.ts';
import type { Finding } from './finding.ts';

/** Hosts, ports and subsets that rules send to and that nothing declares: the proxy answers 503 there (istio-semantics R4.6). */
export function missingDestinations(config: IstioConfig, push: PushContext): Finding[] {
  return config.virtualServices.flatMap((object) =>
    destinationsOf(object).flatMap((named) => check(named, object.metadata.namespace, config, push) ?? []),
  );
}

function check(named: NamedDestination, namespace: string, config: IstioConfig, push: PushContext): Finding | null {
  const { destination, source } = named;
  const host = resolveShortname(destination.host, namespace);
  const services = servicesOf(host, push);
  if (services.length === 0)
    return missing('reference.host', sourceInside(source, 'host'), hostMessage(named, host), []);
  const port = destination.port?.number;
  if (port !== undefined && !services.some(({ ports }) => ports.some((candidate) => candidate.port === port))) {
    const known = [...new Set(services.flatMap(({ ports }) => ports.map((candidate) => candidate.port)))];
    const message = `\`${host}\` has no port ${port}; it has ${known.join(', ') || 'none'}. The proxy answers 503.`;
    return missing('reference.port', sourceInside(source, 'port', 'number'), message, []);
  }
  return destination.subset ? checkSubset(destination.subset, host, named, config) : null;
}

function hostMessage({ role }: NamedDestination, host: string): string {
  const effect = role === 'mirror' ? 'The copy is dropped without a word.' : 'The proxy answers 503 (flag NC).';
  return `Nothing declares the host \`${host}\`. ${effect}`;
}

function checkSubset(subset: string, host: string, { source }: NamedDestination, config: IstioConfig): Finding | null {
  const rules = config.destinationRules.filter(({ metadata, spec }) =>
    hostSubsetOf(host, resolveShortname(spec.host, metadata.namespace)),
  );
  if (rules.some(({ spec }) => spec.subsets?.some(({ name }) => name === subset))) return null;
  const [rule] = rules;
  const message = `No DestinationRule for \`${host}\` has a subset \`${subset}\`. The proxy answers 503 (flag NC).`;
  const fixes: Finding['fixes'] = rule
    ? [
        {
          label: `Add subset ${subset}`,
          edit: { type: 'addSubset', destinationRule: rule.source, name: subset, labels: { version: subset } },
        },
      ]
    : [{ label: 'Create a DestinationRule', edit: { type: 'addDocument', value: destinationRule(host, subset) } }];
  return missing('reference.subset', sourceInside(source, 'subset'), message, fixes);
}

function destinationRule(host: string, subset: string) {
  const [name = host, namespace] = host.endsWith('.svc.cluster.local')
    ? host.split('.')
    : [host.replaceAll(/[^a-z0-9]+/g, '-')];
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name, ...(namespace ? { namespace } : {}) },
    spec: { host: namespace ? name : host, subsets: [{ name: subset, labels: { version: subset } }] },
  };
}

/** Services by that name, or those whose wildcard covers it. */
function servicesOf(host: string, push: PushContext): readonly MeshService[] {
  const exact = push.servicesByHost.get(host);
  return exact ?? push.services.filter(({ hostname }) => isWildcard(hostname) && hostSubsetOf(host, hostname));
}

function missing(code: string, source: Finding['source'], message: string, fixes: Finding['fixes']): Finding {
  return { code, severity: 'error', message, source, at: 'value', range: null, related: [], fixes };
}
