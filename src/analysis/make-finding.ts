import type { Finding } from './finding.ts';

/** A finding at a value, without fixes and related places unless they are given. */
export function makeFinding(
  fields: Pick<Finding, 'code' | 'severity' | 'message' | 'source'> & Partial<Finding>,
): Finding {
  return { at: 'value', range: null, related: [], fixes: [], ...fields };
}
