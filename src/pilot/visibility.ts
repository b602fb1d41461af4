/** Whether an object of `objectNamespace` that is exported to `exportTo` is seen from `namespace` (istio-semantics R2.5, R2.7). An empty list means everybody. */
export function isVisible(exportTo: readonly string[], objectNamespace: string, namespace: string): boolean {
  if (exportTo.length === 0) return true;
  return exportTo.some(
    (target) => target === '*' || target === namespace || (target === '.' && objectNamespace === namespace),
  );
}
