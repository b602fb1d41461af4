/**
 * Whether an object of `objectNamespace` that is exported to `exportTo` is seen from `namespace` (istio-semantics R2.5, R2.7;
 * push_context.go:initServiceRegistry). An empty list means everybody, `~` nobody unless `*` stands beside it.
 */
export function isVisible(exportTo: readonly string[], objectNamespace: string, namespace: string): boolean {
  if (exportTo.length === 0 || exportTo.includes('*')) return true;
  if (exportTo.includes('~')) return false;
  return exportTo.some((target) => target === namespace || (target === '.' && objectNamespace === namespace));
}
