import type { Decoded } from '../istio/decode.ts';
import type { PushContext } from '../pilot/push-context.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { brokenDelegates } from './broken-delegates.ts';
import { decodeFindings } from './decode-findings.ts';
import { envelopeFindings } from './envelope-findings.ts';
import type { Finding } from './finding.ts';
import { gatewayApiFindings } from './gateway-api-findings.ts';
import { idleEjection } from './idle-ejection.ts';
import { missingDestinations } from './missing-destinations.ts';
import { missingGateways } from './missing-gateways.ts';
import { oddFaults } from './odd-faults.ts';
import { oddRetries } from './odd-retries.ts';
import { oddWeights } from './odd-weights.ts';
import { ownedHosts } from './owned-hosts.ts';
import { perObject } from './per-object.ts';
import { redirectCodes } from './redirect-codes.ts';
import { unboundMatchGateways } from './unbound-match-gateways.ts';
import { unreachableRouteRules } from './unreachable-route-rules.ts';
import { unreachableRules } from './unreachable-rules.ts';
import { yamlFindings } from './yaml-findings.ts';

const ofEachVirtualService = [
  unreachableRules,
  unboundMatchGateways,
  oddWeights,
  redirectCodes,
  oddFaults,
  oddRetries,
].map((check) => perObject(check));

const ofEachHttpRoute = perObject(unreachableRouteRules);

/** All that a person should know about a workspace, in the order of the checks. Pure; never throws. */
export function findFindings(stream: YamlStream, decoded: Decoded, push: PushContext): readonly Finding[] {
  const { config } = decoded;
  return [
    ...yamlFindings(stream),
    ...decodeFindings(stream, decoded),
    ...envelopeFindings(stream, decoded),
    ...missingDestinations(config, push),
    ...missingGateways(config),
    ...brokenDelegates(config, push),
    ...ownedHosts(push),
    ...gatewayApiFindings(push),
    ...idleEjection(config, push),
    ...ofEachVirtualService.flatMap((check) => check(config.virtualServices)),
    ...ofEachHttpRoute(config.httpRoutes),
  ];
}
