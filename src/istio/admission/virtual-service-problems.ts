import type { WebhookMetadata } from './webhook-metadata.ts';
import type { VirtualService } from '../virtual-service.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { destinationProblems, type DestinationCheck } from './destination-problems.ts';
import { hostsOverlap, isDnsLabel, wildcardDomainProblem } from './dns-names.ts';
import { exportToProblems } from './export-to-problems.ts';
import { gatewayNameProblems } from './gateway-name-problems.ts';
import { isClaimName } from './http-match-problems.ts';
import { httpRouteProblems } from './http-route-problems.ts';
import { isIpAddress } from './ip-address.ts';
import { tcpRouteProblems, tlsRouteProblems } from './l4-route-problems.ts';
import { sniDomainProblem } from './sni-domain-problem.ts';
import { coveredPrefixProblems, unreachableRuleProblems } from './unreachable-rule-problems.ts';

/** What Istio's webhook says to a VirtualService (checks.md A.1, val.go:ValidateVirtualService). */
export function* virtualServiceProblems(spec: VirtualService, { namespace, annotations }: WebhookMetadata): Problems {
  const { hosts = [], gateways = [], http = [], tls = [], tcp = [] } = spec;
  // What Istio makes of a route of the Gateway API names Gateways and destinations that no person could.
  const isInternal = annotations['internal.istio.io/route-semantics'] === 'gateway';
  const checkDestination: DestinationCheck = isInternal ? () => [] : destinationProblems;
  const owner = hosts.length === 0 ? 'delegate' : 'root';
  if (owner === 'delegate') yield* delegateProblems(spec);
  yield* gatewayNameProblems(gateways, ['spec', 'gateways'], isInternal ? () => true : isDnsLabel);
  if (gateways.length === 0 || gateways.includes('mesh')) yield* claimProblems(spec);
  yield* hostProblems(spec);
  if (http.length === 0 && tls.length === 0 && tcp.length === 0)
    yield refusal('webhook.no-rules', ['spec'], 'A VirtualService needs `http`, `tls` or `tcp` rules.');
  for (const [index, rule] of http.entries())
    yield* httpRouteProblems(rule, ['spec', 'http', index], owner, checkDestination);
  for (const [index, rule] of tls.entries())
    yield* tlsRouteProblems(rule, ['spec', 'tls', index], spec, checkDestination);
  for (const [index, rule] of tcp.entries()) yield* tcpRouteProblems(rule, ['spec', 'tcp', index], checkDestination);
  const rules = { namespace, allowsNone: false, ownNamespaceOnly: false };
  yield* exportToProblems(spec.exportTo, ['spec', 'exportTo'], rules);
  yield* unreachableRuleProblems(http, ['spec', 'http']);
  yield* coveredPrefixProblems(http, ['spec', 'http']);
  yield* unreachableRuleProblems(tcp, ['spec', 'tcp']);
  yield* unreachableRuleProblems(tls, ['spec', 'tls']);
}

/** A VirtualService without hosts is a delegate, which has http rules only. */
function* delegateProblems(spec: VirtualService): Problems {
  for (const field of ['gateways', 'tls', 'tcp'] as const) {
    if (!spec[field]?.length) continue;
    const message = `A VirtualService without \`hosts\` is a delegate; it has no \`${field}\`.`;
    yield { ...refusal('webhook.delegate', ['spec', field], message), at: 'key' };
  }
}

function* claimProblems({ http = [] }: VirtualService): Problems {
  for (const [rule, { match = [] }] of http.entries())
    for (const [index, conditions] of match.entries())
      for (const field of ['headers', 'withoutHeaders'] as const)
        for (const name of Object.keys(conditions[field] ?? {})) {
          if (!isClaimName(name)) continue;
          const message = 'Claims of a token can be matched at gateways only, not in the mesh.';
          const path = ['spec', 'http', rule, 'match', index, field, name];
          yield { ...refusal('webhook.claim', path, message), at: 'key' };
        }
}

/** Hosts of the wrong shape; and, where every one has the right shape, hosts that cover each other. */
function* hostProblems(spec: VirtualService): Problems {
  const { hosts = [], gateways = [] } = spec;
  const atGatewaysOnly = gateways.length > 0 && !gateways.includes('mesh');
  const namesClusters =
    atGatewaysOnly && (spec.tls ?? []).some(({ match }) => match.some(({ sniHosts }) => sniHosts.length > 0));
  const domainProblem = namesClusters ? sniDomainProblem : wildcardDomainProblem;
  let allAreFine = true;
  for (const [index, host] of hosts.entries()) {
    const problem =
      host === '*' && !atGatewaysOnly ? 'In the mesh a host cannot be `*`; that is for gateways.' : domainProblem(host);
    if (!problem || isIpAddress(host)) continue;
    allAreFine = false;
    yield refusal('webhook.host', ['spec', 'hosts', index], problem);
  }
  if (!allAreFine) return;
  for (const [index, host] of hosts.entries()) {
    const other = hosts.slice(0, index).find((earlier) => hostsOverlap(earlier, host));
    if (other === undefined) continue;
    yield refusal('webhook.host', ['spec', 'hosts', index], `\`${host}\` and \`${other}\` overlap; leave one out.`);
  }
}
