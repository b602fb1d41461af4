import type { Decoded } from '../istio/decode.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';

/** What the schema and admission have to say; a field that is dropped anyway can be removed. */
export function decodeFindings({ problems }: Decoded): Finding[] {
  return problems
    .filter((problem) => !isOwnAnswer(problem))
    .map(({ code, severity, message, source, at }) =>
      makeFinding({
        code,
        severity,
        message,
        source,
        at,
        fixes:
          code === 'schema.unknown-field' ? [{ label: 'Remove it', edit: { type: 'remove', target: source } }] : [],
      }),
    );
}

/** Istio's remarks on unreachable http rules are often wrong (checks.md A.9); unreachable-rules.ts answers instead. */
function isOwnAnswer({ code, source }: Decoded['problems'][number]): boolean {
  return (code === 'webhook.unreachable' || code === 'webhook.ineffective') && source.path.includes('http');
}
