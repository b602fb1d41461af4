import type { Caller } from './caller.ts';

/** A caller in a few words: what it is, where, and its labels as `key=value, …`. */
export function describeCaller(caller: Caller): { kind: 'sidecar' | 'gateway'; namespace: string; labels: string } {
  const workload = 'gateway' in caller ? caller.gateway : caller;
  return {
    kind: 'gateway' in caller ? 'gateway' : 'sidecar',
    namespace: workload.namespace,
    labels: formatLabels(workload.labels),
  };
}

/** `sidecar shop app=web, version=v1`. */
export function callerWords(caller: Caller): string {
  const { kind, namespace, labels } = describeCaller(caller);
  return `${kind} ${namespace} ${labels}`.trim();
}

/** Callers of whom the same is said: the first of them, and how many there are. */
export function callersWords([first, ...others]: readonly Caller[]): string {
  const more = others.length === 0 ? '' : ` and ${others.length} ${others.length === 1 ? 'caller' : 'callers'} more`;
  return first ? callerWords(first) + more : '';
}

/** Labels in a line of text: `key=value, key=value`. */
export function formatLabels(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}
