import type { BackendRef } from '../../istio/gateway-api.ts';
import type { RouteContext } from './route-context.ts';

/** Whether a ReferenceGrant in the backend's namespace lets routes of this kind and namespace use the backend (gatewaycommon/references.go). */
export function isBackendGranted(
  { config, kind, namespace }: RouteContext,
  { group = '', kind: backendKind = 'Service', name, namespace: to }: BackendRef,
): boolean {
  return config.referenceGrants.some(
    ({ metadata, spec }) =>
      metadata.namespace === to &&
      spec.from?.some(
        (from) => from.group === 'gateway.networking.k8s.io' && from.kind === kind && from.namespace === namespace,
      ) &&
      spec.to?.some(
        (target) => (target.group ?? '') === group && target.kind === backendKind && (target.name ?? name) === name,
      ),
  );
}
