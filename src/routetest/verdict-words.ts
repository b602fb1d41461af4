import type { ConfigSource, Route } from '../envoy/config.ts';
import { percentOf } from '../envoy/fractional-percent.ts';
import type { DestinationShare, Outcome, Trace } from '../envoy/trace.ts';
import type { Source } from '../istio/source.ts';
import { parseClusterName, PASSTHROUGH_CLUSTER } from '../pilot/cluster-name.ts';

/** The verdict's sign: where the request goes, or who answered instead. */
export type VerdictTone = 'reaches' | 'partly' | 'leaves' | 'answered' | 'fails';

export type VerdictWords = {
  readonly tone: VerdictTone;
  /** `reviews v2 100 %`, or what the proxy answers. */
  readonly headline: string;
  /** `rule 1 of 3 “jason”`, or why there is none. */
  readonly via: string | null;
  /** Status, flags, timeout and the like. */
  readonly facts: readonly string[];
};

/** A cluster in a few words: service, subset; the host's own last labels are left out inside the cluster's domain. */
export function clusterLabel(cluster: string): string {
  const identity = parseClusterName(cluster);
  if (!identity) return cluster === PASSTHROUGH_CLUSTER ? 'outside the mesh, as dialled' : cluster;
  const host = shortHost(identity.host);
  return identity.subset ? `${host} ${identity.subset}` : host;
}

/** `reviews.shop.svc.cluster.local` → `reviews.shop`; other hosts stay whole. */
export function shortHost(host: string): string {
  return host.replace(/\.svc\.cluster\.local$/, '');
}

/** A share as people read it: whole percents without decimals, others with up to two. */
export function formatPercent(percent: number): string {
  return `${Number(percent.toFixed(2))} %`;
}

/** The rule that made a route: its place among the rules of its VirtualService, counted from 1. */
export function ruleOf(
  source: ConfigSource | undefined,
): { readonly source: Source; readonly order: number; readonly kind: string } | null {
  if (!source) return null;
  const at = source.path.findIndex((step) => step === 'http' || step === 'tls' || step === 'tcp' || step === 'rules');
  const index = source.path[at + 1];
  if (at < 0 || typeof index !== 'number') return null;
  const path = source.path.slice(0, at + 2);
  return { source: { document: source.document, path }, order: index + 1, kind: String(source.path[at]) };
}

/** The clusters that the rule would send copies to but for their having no endpoint: Envoy skips those. */
export function skippedMirrors({ route, mirrors }: Trace): string[] {
  const policies = route?.route?.requestMirrorPolicies ?? [];
  return policies
    .filter(({ runtimeFraction }) => !runtimeFraction || percentOf(runtimeFraction.defaultValue) > 0)
    .map(({ cluster }) => cluster)
    .filter((cluster) => mirrors.every((mirror) => mirror.cluster !== cluster));
}

/** How the bar says a trace in one line. */
export function verdictWords(trace: Trace): VerdictWords {
  return {
    tone: toneOf(trace),
    headline: headlineOf(trace),
    via: viaOf(trace),
    facts: factsOf(trace),
  };
}

function toneOf(trace: Trace): VerdictTone {
  const { outcome, destinations } = trace;
  if (destinations.length > 0) {
    if (destinations.some(({ cluster }) => cluster === PASSTHROUGH_CLUSTER)) return 'leaves';
    const working = destinations.filter((share) => isFine(share.outcome));
    if (working.length === destinations.length) return 'reaches';
    return working.length > 0 ? 'partly' : 'fails';
  }
  return outcome && outcome.connection === 'ok' && outcome.status !== null && outcome.status < 400
    ? 'answered'
    : 'fails';
}

function isFine(outcome: Outcome): boolean {
  return outcome.connection === 'ok' && (outcome.status === null || outcome.status < 400);
}

function headlineOf(trace: Trace): string {
  const { outcome, destinations, route } = trace;
  if (destinations.length > 0) return destinations.map(shareWords).join(' · ');
  if (!outcome) return 'the answers differ from draw to draw';
  if (outcome.connection === 'refused') return 'connection refused: nobody listens there';
  if (outcome.connection === 'reset') return 'connection reset: no filter chain takes it';
  const location = outcome.responseHeaders['location'];
  if (route?.redirect && location) return `redirect to ${location}`;
  if (route?.directResponse) return 'answered by the proxy itself';
  if (outcome.flags.includes('FI')) return 'aborted by the fault';
  if (outcome.flags.includes('NR')) return trace.virtualHost ? 'no rule matches' : 'no host matches';
  if (location) return `redirect to ${location}`;
  return 'answered by the proxy itself';
}

function shareWords(share: DestinationShare): string {
  const failure = share.outcome.flags.find((flag) => flag === 'NC' || flag === 'UH' || flag === 'UF');
  const words = `${clusterLabel(share.cluster)} ${formatPercent(share.percent)}`;
  if (failure === 'NC') return `${words} (does not exist)`;
  if (failure === 'UH') return `${words} (no endpoint)`;
  return words;
}

function viaOf(trace: Trace): string | null {
  const { route, virtualHost } = trace;
  if (!route) return virtualHost ? `host ${virtualHost.name}` : null;
  const rule = ruleOf(route.source);
  const name = route.name && route.name !== 'default' ? ` “${route.name}”` : '';
  if (rule) return `rule ${rule.order}${name}`;
  if (route.name === 'allow_any') return 'no host matches: let through as dialled';
  if (route.name === 'block_all') return 'no host matches: blocked by REGISTRY_ONLY';
  if (name !== '') return `route${name}`;
  if (route.name === 'default') return 'the service’s default route';
  const index = trace.verdicts.find((verdict) => verdict.matched)?.index ?? 0;
  return `route ${index + 1} of ${virtualHost?.name ?? 'the listener'}`;
}

function factsOf(trace: Trace): string[] {
  const facts: string[] = [];
  const { outcome, route } = trace;
  // Outside of the mesh the answer is anybody's.
  if (outcome && outcome.status !== null && toneOf(trace) !== 'leaves')
    facts.push([outcome.status, ...outcome.flags].join(' '));
  if (trace.fault?.delay)
    facts.push(`${trace.fault.delay.fixedDelay} delay on ${formatPercent(trace.fault.delay.percent)}`);
  if (trace.fault?.abort) {
    const { httpStatus, grpcStatus, percent } = trace.fault.abort;
    facts.push(`abort ${httpStatus ?? `gRPC ${grpcStatus}`} on ${formatPercent(percent)}`);
  }
  facts.push(...actionFacts(route));
  if (trace.mirrors.length > 0) {
    facts.push(
      `mirrored to ${trace.mirrors.map((mirror) => `${clusterLabel(mirror.cluster)} ${formatPercent(mirror.percent)}`).join(', ')}`,
    );
  }
  return facts;
}

function actionFacts(route: Route | null): string[] {
  const action = route?.route;
  if (!action) return [];
  const retries = action.retryPolicy?.numRetries ?? 0;
  return [
    retries > 0 ? `up to ${retries} ${retries === 1 ? 'retry' : 'retries'}` : 'no retries',
    action.timeout && Number.parseFloat(action.timeout) > 0 ? `timeout ${action.timeout}` : 'no timeout',
  ];
}
