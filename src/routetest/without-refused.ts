import type { IstioConfig } from '../istio/config.ts';

/** The configuration without the objects that admission refuses, named `Kind/namespace/name` (conformance/README, `refused`). */
export function withoutRefused(config: IstioConfig, refused: readonly string[]): IstioConfig {
  if (refused.length === 0) return config;
  const names = new Set(refused);
  const entries = Object.entries(config).map(([field, value]) => [
    field,
    Array.isArray(value) ? keep(value, names) : value,
  ]);
  return Object.fromEntries(entries) as IstioConfig;
}

type Named = { readonly kind: string; readonly metadata: { readonly namespace: string; readonly name: string } };

function keep(objects: readonly Named[], refused: ReadonlySet<string>): readonly Named[] {
  return objects.filter(({ kind, metadata }) => !refused.has(`${kind}/${metadata.namespace}/${metadata.name}`));
}
