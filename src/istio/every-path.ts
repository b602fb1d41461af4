const everyPath: Readonly<Record<string, readonly string[]>> = { prefix: ['/', ''], regex: ['.*', '/.*', '^.*$'] };

/**
 * Whether every path fits a condition on the path, told by its words. Wider than Istio's own notion (istio-semantics R3.3), which misses
 * `prefix: ""` and `regex: /.*` (R3.4): nothing behind those is ever reached either.
 */
export function isEveryPath(operator: string, text: string): boolean {
  return Object.hasOwn(everyPath, operator) && (everyPath[operator]?.includes(text) ?? false);
}
