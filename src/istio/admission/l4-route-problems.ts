import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { L4MatchAttributes, TCPRoute, TLSMatchAttributes, TLSRoute, VirtualService } from '../virtual-service.ts';
import { refusal, remark, type Problems } from './admission-problem.ts';
import { routeDestinationProblems, type DestinationCheck } from './destination-problems.ts';
import { isHostInside, wildcardDomainProblem } from './dns-names.ts';
import { gatewayNameProblems } from './gateway-name-problems.ts';
import { isIpAddress, isIpPrefix } from './ip-address.ts';
import { labelProblems } from './label-problems.ts';
import { matchPortProblems } from './port-problems.ts';
import { sniDomainProblem } from './sni-domain-problem.ts';

/** What Istio refuses in one tls rule (checks.md A.5, val.go:validateTLSRoute). */
export function* tlsRouteProblems(
  rule: TLSRoute,
  path: YamlPath,
  virtualService: VirtualService,
  checkDestination: DestinationCheck,
): Problems {
  if (rule.match.length === 0) yield refusal('webhook.tls', path, 'A tls rule needs a match.');
  for (const [index, match] of rule.match.entries()) {
    const place = [...path, 'match', index];
    if (match.sniHosts.length === 0)
      yield refusal('webhook.tls', [...place, 'sniHosts'], 'A match of TLS needs a host in `sniHosts`.');
    for (const [at, host] of match.sniHosts.entries())
      yield* sniHostProblems(host, [...place, 'sniHosts', at], virtualService);
    yield* l4MatchProblems(match, place);
  }
  if (!rule.route?.length) yield refusal('webhook.tls', path, 'A tls rule needs a `route`.');
  yield* routeDestinationProblems(rule.route, [...path, 'route'], checkDestination);
}

/** What Istio refuses in one tcp rule (checks.md A.5, val.go:validateTCPRoute). Its remarks on gateways get lost on the way (A.10 Q1). */
export function* tcpRouteProblems(rule: TCPRoute, path: YamlPath, checkDestination: DestinationCheck): Problems {
  for (const [index, match] of (rule.match ?? []).entries())
    for (const problem of l4MatchProblems(match, [...path, 'match', index]))
      if (problem.severity === 'error') yield problem;
  if (!rule.route?.length) yield refusal('webhook.tcp', path, 'A tcp rule needs a `route`.');
  yield* routeDestinationProblems(rule.route, [...path, 'route'], checkDestination);
}

/** The conditions that tls and tcp share; `sourceNamespace` is not looked at. */
function* l4MatchProblems(match: L4MatchAttributes | TLSMatchAttributes, path: YamlPath): Problems {
  for (const [index, subnet] of (match.destinationSubnets ?? []).entries())
    yield* subnetProblems(subnet, [...path, 'destinationSubnets', index]);
  yield* matchPortProblems(match.port, [...path, 'port']);
  yield* labelProblems(match.sourceLabels, [...path, 'sourceLabels']);
  yield* gatewayNameProblems(match.gateways, [...path, 'gateways']);
}

/** An address or a range of addresses (agent/validation.go:ValidateIPSubnet). */
export function* subnetProblems(subnet: string, path: YamlPath): Problems {
  const isValid = subnet.split('/').length === 2 ? isIpPrefix(subnet) : isIpAddress(subnet);
  if (!isValid)
    yield refusal(
      'webhook.address',
      path,
      `\`${subnet}\` is neither an IP address nor a range such as \`10.0.0.0/8\`.`,
    );
}

function* sniHostProblems(host: string, path: YamlPath, { hosts, gateways }: VirtualService): Problems {
  const problem = gateways?.includes('mesh') ? wildcardDomainProblem(host) : sniDomainProblem(host);
  if (problem && isIpAddress(host)) {
    yield remark('webhook.sni', path, 'Clients send no IP address as SNI, so this matches almost nothing.');
  } else if (problem) {
    yield refusal('webhook.sni', path, problem);
  } else if (!hosts?.some((own) => isHostInside(host, own))) {
    yield refusal('webhook.sni', path, `\`${host}\` lies within none of the \`hosts\` of this VirtualService.`);
  }
}
