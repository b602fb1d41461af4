import type { ConfigObject } from '../istio/config.ts';
import type { DestinationRule, Subset, TrafficPolicy } from '../istio/destination-rule.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import { serviceOfHost } from '../istio/service-host.ts';
import { memoByParts } from '../pilot/memo-by-parts.ts';
import type { DestinationReference, Directory } from './directory.ts';
import type { DestinationCard } from './graph.ts';

type Rule = ConfigObject<'DestinationRule', DestinationRule>;
type Policy = DestinationCard['policies'][number];
/** The blocks of a traffic policy that have words; settings by port are merged port by port, so both stay. */
const replaceable = ['loadBalancer', 'connectionPool', 'outlierDetection', 'tls'] as const;

/** The card of a host, subset and port that rules send to; a ghost where the mesh has no such thing. Cards of unchanged rules are kept. */
export const destinationCard = memoByParts(
  { reference: 'object', directory: 'object', id: 'scalar', used: 'scalar' },
  makeCard,
);

/** A destination, the id of its card, and whether a rule sends there. */
type Destination = {
  readonly id: string;
  readonly reference: DestinationReference;
  readonly directory: Directory;
  readonly used: boolean;
};

function makeCard({ id, reference, directory, used }: Destination): DestinationCard {
  const service = directory.service(reference.host);
  const namespace = service?.namespace ?? serviceOfHost(reference.host)?.namespace ?? '';
  const rules = directory.destinationRules(reference.host, namespace);
  const found = subsetOf(rules, reference.subset);
  const rule = found?.rule ?? rules[0] ?? null;
  const missing = missingPart(reference, directory, found !== null);
  const assumed = service?.registry === 'Assumed';
  const why = assumed ? 'No Service is declared; it is assumed' : null;
  const reason = missing ? missingWords(missing, reference, rule) : why;
  return {
    type: 'destination',
    id,
    lane: 'destinations',
    source: found?.source ?? (reference.subset ? null : (service?.source ?? rule?.source ?? null)),
    state: missing ? 'ghost' : assumed ? 'assumed' : 'normal',
    reason: reason ?? (used ? null : 'No rule sends here'),
    culprit: null,
    related: [...(rule ? [rule.source] : []), ...(service?.source ? [service.source] : [])],
    host: reference.host,
    subset: reference.subset,
    port: reference.port,
    labels: found?.subset.labels ?? {},
    used,
    missing,
    destinationRule: rule?.source ?? null,
    policies: policiesOf(rule, found),
  };
}

function subsetOf(rules: readonly Rule[], name: string | null): { rule: Rule; subset: Subset; source: Source } | null {
  if (name === null) return null;
  for (const rule of rules) {
    const index = rule.spec.subsets?.findIndex((subset) => subset.name === name) ?? -1;
    const subset = rule.spec.subsets?.[index];
    if (subset) return { rule, subset, source: sourceInside(rule.source, 'spec', 'subsets', index) };
  }
  return null;
}

/** A destination exists where its service, its port and its subset do (istio-semantics R4.5, R4.6). */
function missingPart(
  { host, subset, port }: DestinationReference,
  directory: Directory,
  hasSubset: boolean,
): DestinationCard['missing'] {
  const service = directory.service(host);
  if (!service) return 'host';
  if (subset !== null && !hasSubset) return 'subset';
  if (port !== null && service.registry !== 'Assumed' && !service.ports.some((known) => known.port === port))
    return 'port';
  return null;
}

function missingWords(
  missing: 'host' | 'subset' | 'port',
  { host, subset, port, whenMissing }: DestinationReference,
  rule: Rule | null,
) {
  if (missing === 'host') return `No Service or ServiceEntry declares ${host}: ${whenMissing}`;
  if (missing === 'port') return `The service has no port ${port}: ${whenMissing}`;
  return rule
    ? `DestinationRule ${rule.metadata.name} has no subset ${subset}: ${whenMissing}`
    : `No DestinationRule of this host defines subset ${subset}: ${whenMissing}`;
}

/** What holds for the card: of the rule's own blocks those that the subset does not replace, whole blocks each (istio-semantics R8.12), and the subset's. */
function policiesOf(rule: Rule | null, found: ReturnType<typeof subsetOf>): Policy[] {
  const own = found?.subset.trafficPolicy ?? {};
  const isReplaced = ({ source }: Policy) => replaceable.some((block) => block in own && source.path.at(-1) === block);
  return [
    ...policyWords(rule?.spec.trafficPolicy, rule && sourceInside(rule.source, 'spec', 'trafficPolicy')).filter(
      (policy) => !isReplaced(policy),
    ),
    ...policyWords(own, found && sourceInside(found.source, 'trafficPolicy')),
  ];
}

/** A word or two for each block of a traffic policy. */
function policyWords(policy: TrafficPolicy | undefined, source: Source | null): Policy[] {
  if (!policy || !source) return [];
  const words: Policy[] = [];
  const add = (label: string, ...path: string[]) => words.push({ label, source: sourceInside(source, ...path) });
  const { loadBalancer, connectionPool, outlierDetection, tls, portLevelSettings } = policy;
  if (loadBalancer?.consistentHash) add(`sticky by ${hashWords(loadBalancer.consistentHash)}`, 'loadBalancer');
  else if (loadBalancer?.simple) add(loadBalancer.simple.toLowerCase().replaceAll('_', ' '), 'loadBalancer');
  if (connectionPool) {
    const { tcp, http } = connectionPool;
    const limits = [
      tcp?.maxConnections !== undefined && `${tcp.maxConnections} connections`,
      http?.http1MaxPendingRequests !== undefined && `${http.http1MaxPendingRequests} pending`,
      http?.http2MaxRequests !== undefined && `${http.http2MaxRequests} requests`,
    ].filter(Boolean);
    add(limits.length > 0 ? `limit ${limits.join(', ')}` : 'connection pool', 'connectionPool');
  }
  if (outlierDetection) {
    const errors = outlierDetection.consecutive5xxErrors ?? outlierDetection.consecutiveGatewayErrors;
    add(errors === undefined ? 'ejection' : `ejects after ${errors} errors`, 'outlierDetection');
  }
  if (tls?.mode) add(`TLS ${tls.mode}`, 'tls');
  if (portLevelSettings?.length) add('by port', 'portLevelSettings');
  return words;
}

function hashWords(hash: NonNullable<NonNullable<TrafficPolicy['loadBalancer']>['consistentHash']>): string {
  if (hash.httpHeaderName) return hash.httpHeaderName;
  if (hash.httpCookie) return `cookie ${hash.httpCookie.name}`;
  if (hash.httpQueryParameterName) return `query ${hash.httpQueryParameterName}`;
  return hash.useSourceIp ? 'source address' : 'hash';
}
