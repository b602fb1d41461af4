import type { IstioConfig } from '../istio/config.ts';
import type { PushContext } from '../pilot/push-context.ts';
import { destinationsOf } from './destinations.ts';
import type { Finding } from './finding.ts';
import { missingEndpoints } from './missing-endpoints.ts';
import { missingHost } from './missing-hosts.ts';
import { missingPort } from './missing-ports.ts';
import { missingSubset } from './missing-subsets.ts';

/**
 * Hosts, ports and subsets that rules send to and that nothing declares, and pods that are not there; of one destination the first that is missing, and
 * the subset in any case.
 */
export function missingDestinations({ virtualServices }: IstioConfig, push: PushContext): Finding[] {
  return virtualServices.flatMap((object) => {
    const { namespace } = object.metadata;
    return destinationsOf(object).flatMap((named) => {
      const place = missingHost(named, namespace, push) ?? missingPort(named, namespace, push);
      const found = [place, missingSubset(named, namespace, push)].filter((finding) => finding !== null);
      const idle = found.length === 0 ? missingEndpoints(named, namespace, push) : null;
      return idle ? [idle] : found;
    });
  });
}
