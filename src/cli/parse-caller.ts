import { parseLabels } from '../edits/parse-labels.ts';
import type { Caller } from '../istio/caller.ts';
import { InputProblem } from './input-problem.ts';

/**
 * Reads `--from`: `namespace/key=value,…` is a sidecar, `gateway:namespace/key=value,…` a gateway; the labels may be left out.
 * Throws an InputProblem for anything else.
 */
export function parseCaller(text: string): Caller {
  const isGateway = text.startsWith('gateway:');
  const workload = parseWorkload(text.replace(/^(?:gateway|sidecar):/, ''));
  return isGateway ? { gateway: workload } : workload;
}

function parseWorkload(text: string): { namespace: string; labels: Record<string, string> } {
  // A label's key may hold a slash as well, a namespace may not.
  const slash = text.indexOf('/');
  const namespace = slash < 0 ? text : text.slice(0, slash);
  if (!/^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(namespace)) {
    throw new InputProblem(
      `--from begins with a namespace, as in default/app=web or gateway:istio-system/istio=ingressgateway; "${namespace}" is none.`,
    );
  }
  return { namespace, labels: slash < 0 ? {} : readLabels(text.slice(slash + 1)) };
}

function readLabels(text: string): Record<string, string> {
  const labels = parseLabels(text);
  if (labels) return labels;
  throw new InputProblem(`Labels in --from are written key=value,key=value; "${text}" is not.`);
}
