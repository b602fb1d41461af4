import type { Caller } from '../istio/caller.ts';

/** A caller in a few words: what it is, where, and its labels as `key=value, …`. */
export function describeCaller(caller: Caller): { kind: 'sidecar' | 'gateway'; namespace: string; labels: string } {
  const workload = 'gateway' in caller ? caller.gateway : caller;
  return {
    kind: 'gateway' in caller ? 'gateway' : 'sidecar',
    namespace: workload.namespace,
    labels: formatLabels(workload.labels),
  };
}

/** Labels in a line of text: `key=value, key=value`. */
export function formatLabels(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}
