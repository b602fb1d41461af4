import { hasLabels } from '../istio/labels.ts';
import type { ConfigObject } from '../istio/config.ts';
import type { Sidecar } from '../istio/sidecar.ts';
import { byAge } from './config-age.ts';
import type { Proxy } from './proxy.ts';
import type { PushContext } from './push-context.ts';

export type SidecarObject = ConfigObject<'Sidecar', Sidecar>;

/**
 * The Sidecar of a proxy: the oldest of its namespace that selects it, else the oldest there for everybody, else that of the root namespace; null for
 * none (istio-semantics R2.7; pilot/pkg/model/push_context.go:getSidecarScope).
 */
export function sidecarFor({ config, rootNamespace }: PushContext, proxy: Proxy): SidecarObject | null {
  const sidecars = config.sidecars.toSorted(byAge);
  const own = sidecars.filter(({ metadata }) => metadata.namespace === proxy.namespace);
  const selecting = own.find((sidecar) => {
    const selector = selectorOf(sidecar);
    return selector !== null && hasLabels(proxy.labels, selector);
  });
  const isForAll = (sidecar: SidecarObject) => selectorOf(sidecar) === null;
  const root = sidecars.filter(({ metadata }) => metadata.namespace === rootNamespace);
  return selecting ?? own.find(isForAll) ?? root.find(isForAll) ?? null;
}

/** Null: every proxy of the namespace. A selector without labels selects all of them, and still counts as one. */
function selectorOf({ spec }: SidecarObject): Readonly<Record<string, string>> | null {
  return spec.workloadSelector ? (spec.workloadSelector.labels ?? {}) : null;
}
