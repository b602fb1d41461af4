import type { Decoded } from '../istio/decode.ts';
import type { Finding } from './finding.ts';

/** What the schema and admission have to say. */
export function decodeFindings({ problems }: Decoded): Finding[] {
  return problems.map(({ code, severity, message, source, at }) => ({
    code,
    severity,
    message,
    source,
    at,
    range: null,
    related: [],
    fixes: [],
  }));
}
