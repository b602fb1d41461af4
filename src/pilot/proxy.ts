/** A proxy that asks for configuration: a workload's sidecar, or a gateway. */
export type Proxy = {
  readonly type: 'sidecar' | 'gateway';
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
};
