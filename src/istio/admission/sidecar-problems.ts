import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { IstioEgressListener, OutboundTrafficPolicy, Sidecar, SidecarPort } from '../sidecar.ts';
import { refusal, remark, type Problems } from './admission-problem.ts';
import { connectionPoolProblems } from './connection-pool-problems.ts';
import { destinationProblems } from './destination-problems.ts';
import { fqdnProblem } from './dns-names.ts';
import { isIpAddress } from './ip-address.ts';
import { ingressProblems } from './sidecar-ingress-problems.ts';
import { portProblems } from './port-problems.ts';
import { sidecarHostProblems } from './scoped-host-problems.ts';
import { selectorProblems } from './selector-problems.ts';
import { sidecarPortProblems } from './sidecar-port-problems.ts';
import { unixPathOf, unixPathProblems } from './unix-path-problems.ts';
import type { WebhookMetadata } from './webhook-metadata.ts';

/** What Istio's webhook says to a Sidecar (checks.md A.7d, val.go:ValidateSidecar). */
export function* sidecarProblems(spec: Sidecar, { namespace }: WebhookMetadata): Problems {
  const { workloadSelector, ingress = [], egress = [], outboundTrafficPolicy, inboundConnectionPool } = spec;
  if (workloadSelector) yield* selectorProblems(workloadSelector.labels, ['spec', 'workloadSelector']);
  if (ingress.length === 0 && egress.length === 0 && !outboundTrafficPolicy && !inboundConnectionPool)
    yield refusal('webhook.empty', ['spec'], 'A Sidecar must say something.');
  yield* ingressProblems(ingress, ['spec', 'ingress']);
  yield* connectionPoolProblems(inboundConnectionPool, ['spec', 'inboundConnectionPool']);
  yield* egressProblems(egress, namespace);
  yield* outboundTrafficPolicyProblems(outboundTrafficPolicy, ['spec', 'outboundTrafficPolicy']);
}

function* egressProblems(listeners: readonly IstioEgressListener[], namespace: string): Problems {
  const places = listeners.map(({ port, bind = '' }) => port && (port.number ? String(port.number) : `at ${bind}`));
  for (const [index, listener] of listeners.entries()) {
    const path = ['spec', 'egress', index];
    const place = places[index];
    if (listener.port) yield* egressPortProblems(listener, listener.port, path);
    else if (index < listeners.length - 1)
      yield refusal('webhook.egress', path, 'A listener without a port takes what is left; it stands last.');
    if (place !== undefined && places.indexOf(place) < index)
      yield refusal('webhook.egress', [...path, 'port'], 'Two listeners are at the same place.');
    yield* egressHostProblems(listener.hosts, [...path, 'hosts'], namespace);
  }
}

function* egressPortProblems(
  { bind = '', captureMode = 'DEFAULT' }: IstioEgressListener,
  port: SidecarPort,
  path: YamlPath,
): Problems {
  yield* sidecarPortProblems(port, [...path, 'port']);
  if (port.number) {
    yield* portProblems(port.number, [...path, 'port', 'number']);
    if (bind !== '' && !isIpAddress(bind))
      yield refusal('webhook.bind', [...path, 'bind'], `\`${bind}\` is no IP address.`);
    return;
  }
  const socket = unixPathOf(bind);
  if (socket === null)
    yield refusal('webhook.bind', path, 'A listener without a number of a port needs `bind: unix://…`.');
  else yield* unixPathProblems(socket, [...path, 'bind']);
  if (captureMode === 'IPTABLES')
    yield refusal('webhook.egress', [...path, 'captureMode'], 'Nothing is captured for a Unix socket.');
}

function* egressHostProblems(hosts: readonly string[], path: YamlPath, own: string): Problems {
  if (hosts.length === 0) yield refusal('webhook.egress', path, 'A listener needs at least one host.');
  const seen = new Map<string, Set<string>>();
  for (const [index, text] of hosts.entries()) {
    const place = [...path, index];
    yield* sidecarHostProblems(text, place);
    const slash = text.indexOf('/');
    const scope = text.slice(0, slash);
    if (slash < 0 || scope.startsWith('~')) continue;
    const namespace = scope === '.' ? own : scope;
    const known = seen.get(namespace) ?? new Set();
    const host = text.slice(slash + 1);
    if (host === '*' ? known.size > 0 : known.has(host) || known.has('*'))
      yield remark(
        'webhook.egress',
        place,
        `\`${text}\` adds nothing to what stands before it, or the other way round.`,
      );
    seen.set(namespace, known.add(host));
  }
  if (seen.get('*')?.has('*') && seen.size > 1)
    yield remark('webhook.egress', path, '`*/*` means everything; the other hosts add nothing.');
}

function* outboundTrafficPolicyProblems(policy: OutboundTrafficPolicy | undefined, path: YamlPath): Problems {
  if (!policy?.egressProxy) return;
  const { mode, egressProxy } = policy;
  const place = [...path, 'egressProxy'];
  if (mode !== 'ALLOW_ANY') {
    yield refusal('webhook.egress-proxy', place, '`egressProxy` needs `mode: ALLOW_ANY`.');
    return;
  }
  const problem = fqdnProblem(egressProxy.host);
  if (problem) yield refusal('webhook.host', [...place, 'host'], problem);
  else yield* destinationProblems(egressProxy, place);
  if (!egressProxy.port) yield refusal('webhook.egress-proxy', place, '`egressProxy` needs a `port`.');
}
