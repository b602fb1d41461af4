import type { RouteCondition } from './route-condition.ts';

/**
 * A condition on dynamic metadata (Istio: JWT claims, istio-semantics R3.14). No filter that would write metadata is modelled, so the
 * value is always missing: the condition fails, an inverted one holds.
 */
export function compileMetadataMatch(matcher: unknown): RouteCondition {
  const fields = isRecord(matcher) ? matcher : {};
  const inverted = fields['invert'] === true;
  const segments = Array.isArray(fields['path']) ? fields['path'] : [];
  const keys = segments.map((segment: unknown) => (isRecord(segment) ? String(segment['key']) : ''));
  return {
    kind: 'metadata',
    name: [typeof fields['filter'] === 'string' ? fields['filter'] : 'metadata', ...keys].join('.'),
    expected: `${inverted ? 'not ' : ''}a value of ${JSON.stringify(fields['value'] ?? null)}`,
    actual: () => null,
    matches: () => inverted,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
