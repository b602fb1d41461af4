import type { Decoded } from '../istio/decode.ts';
import type { PushContext } from '../pilot/push-context.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { decodeFindings } from './decode-findings.ts';
import type { Finding } from './finding.ts';
import { missingDestinations } from './missing-destinations.ts';
import { missingGateways } from './missing-gateways.ts';
import { rulesBehindCatchAll } from './rules-behind-catch-all.ts';
import { yamlFindings } from './yaml-findings.ts';

/** All that a person should know about a workspace, in the order of the checks. Pure; never throws. */
export function findFindings(stream: YamlStream, decoded: Decoded, push: PushContext): readonly Finding[] {
  return [
    ...yamlFindings(stream),
    ...decodeFindings(decoded),
    ...missingDestinations(decoded.config, push),
    ...missingGateways(decoded.config),
    ...rulesBehindCatchAll(decoded.config),
  ];
}
