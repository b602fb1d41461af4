import type { Omission } from '../pilot/generate.ts';
import type { PushContext } from '../pilot/push-context.ts';
import type { Finding, Severity } from './finding.ts';
import { makeFinding } from './make-finding.ts';

const severities: Partial<Record<Omission['reason'], Severity>> = { invalid: 'error', 'not-for-this-caller': 'info' };

/** What of the Gateway API Istio left out when it turned it into its own configuration, and why. */
export function gatewayApiFindings({ omissions }: PushContext): Finding[] {
  return omissions.map(({ source, reason, message, culprit }) =>
    makeFinding({
      code: `gateway-api.${reason}`,
      severity: severities[reason] ?? 'warning',
      message,
      source,
      related: culprit ? [{ source: culprit, message: 'This stands in the way' }] : [],
    }),
  );
}
