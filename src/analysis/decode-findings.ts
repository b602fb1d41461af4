import type { Decoded } from '../istio/decode.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';
import { unknownFieldFixes } from './unknown-field-fixes.ts';

/** What the schema and admission have to say; a field that is dropped anyway can be renamed or removed. */
export function decodeFindings(stream: YamlStream, { problems }: Decoded): Finding[] {
  return problems
    .filter((problem) => !isOwnAnswer(problem))
    .map(({ code, severity, message, source, at, meant = null }) =>
      makeFinding({
        code,
        severity,
        message,
        source,
        at,
        fixes: code === 'schema.unknown-field' ? unknownFieldFixes(stream, source, meant) : [],
      }),
    );
}

/** Istio's remarks on unreachable http rules are often wrong (checks.md A.9); unreachable-rules.ts answers instead. */
function isOwnAnswer({ code, source }: Decoded['problems'][number]): boolean {
  return (code === 'webhook.unreachable' || code === 'webhook.ineffective') && source.path.includes('http');
}
