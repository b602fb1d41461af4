import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { PortTrafficPolicy, TrafficPolicy } from '../destination-rule.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { connectionPoolProblems } from './connection-pool-problems.ts';
import { durationSyntaxProblems } from './duration-problems.ts';
import { fqdnProblem } from './dns-names.ts';
import { isIpAddress } from './ip-address.ts';
import { loadBalancerProblems } from './load-balancer-problems.ts';
import { outlierDetectionProblems } from './outlier-detection-problems.ts';
import { portProblems } from './port-problems.ts';
import { clientTlsProblems } from './tls-client-problems.ts';

const portFields = ['outlierDetection', 'connectionPool', 'loadBalancer', 'tls'] as const;
const ownFields = ['tunnel', 'proxyProtocol', 'retryBudget'] as const;

/** A traffic policy that Istio refuses or remarks on (checks.md D-02..D-35, val.go:validateTrafficPolicy). `namespace` is the object's own. */
export function* trafficPolicyProblems(policy: TrafficPolicy | undefined, path: YamlPath, namespace: string): Problems {
  if (!policy) return;
  const { portLevelSettings = [], tunnel, proxyProtocol } = policy;
  const refuse = (message: string) => refusal('webhook.traffic-policy', path, message);
  if (portLevelSettings.length === 0 && [...portFields, ...ownFields].every((field) => policy[field] === undefined)) {
    yield refuse('A traffic policy must say something.');
    return;
  }
  if (tunnel && proxyProtocol) yield refuse('Only one of `tunnel` and `proxyProtocol` can stand here.');
  yield* commonProblems(policy, path, namespace);
  for (const [index, settings] of portLevelSettings.entries())
    yield* portLevelProblems(settings, [...path, 'portLevelSettings', index], namespace);
  if (tunnel) yield* tunnelProblems(tunnel, [...path, 'tunnel']);
  yield* durationSyntaxProblems(policy.retryBudget?.budgetInterval, [...path, 'retryBudget', 'budgetInterval']);
}

function* commonProblems(policy: PortTrafficPolicy, path: YamlPath, namespace: string): Problems {
  const { outlierDetection, connectionPool, loadBalancer, tls } = policy;
  yield* outlierDetectionProblems(outlierDetection, [...path, 'outlierDetection']);
  yield* connectionPoolProblems(connectionPool, [...path, 'connectionPool']);
  yield* loadBalancerProblems(loadBalancer, outlierDetection, [...path, 'loadBalancer']);
  yield* clientTlsProblems(tls, [...path, 'tls'], namespace);
}

/** Remarks inside of port-level settings get lost on the way (checks.md A.10 Q1). */
function* portLevelProblems(settings: PortTrafficPolicy, path: YamlPath, namespace: string): Problems {
  const refuse = (message: string) => refusal('webhook.traffic-policy', path, message);
  if (!settings.port) yield refuse('Settings of a port need to say which `port`.');
  if (portFields.every((field) => settings[field] === undefined))
    yield refuse('Settings of a port must say something.');
  for (const problem of commonProblems(settings, path, namespace)) if (problem.severity === 'error') yield problem;
}

function* tunnelProblems(
  { protocol, targetHost, targetPort }: NonNullable<TrafficPolicy['tunnel']>,
  path: YamlPath,
): Problems {
  if (protocol && protocol !== 'CONNECT' && protocol !== 'POST')
    yield refusal('webhook.tunnel', [...path, 'protocol'], 'The protocol of a tunnel is `CONNECT` or `POST`.');
  const problem = isIpAddress(targetHost) ? null : fqdnProblem(targetHost);
  if (problem) yield refusal('webhook.tunnel', [...path, 'targetHost'], problem);
  yield* portProblems(targetPort, [...path, 'targetPort']);
}
