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

export function formatLabels(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}

/** Reads `key=value, key=value`; what is not a pair counts as a key with an empty value. */
export function parseLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const pair of text.split(/[,\s]+/)) {
    if (!pair) continue;
    const equals = pair.indexOf('=');
    labels[equals < 0 ? pair : pair.slice(0, equals)] = equals < 0 ? '' : pair.slice(equals + 1);
  }
  return labels;
}
