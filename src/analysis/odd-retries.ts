import type { ConfigObject } from '../istio/config.ts';
import { parseDuration } from '../istio/duration.ts';
import { sourceInside } from '../istio/source.ts';
import type { VirtualService } from '../istio/virtual-service.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';

/** Retries for which the rule's timeout leaves no time (checks.md F-37). */
export function oddRetries({ spec, source }: ConfigObject<'VirtualService', VirtualService>): Finding[] {
  return (spec.http ?? []).flatMap(({ timeout, retries }, index) => {
    const whole = parseDuration(timeout ?? '');
    const each = parseDuration(retries?.perTryTimeout ?? '');
    const attempts = retries?.attempts ?? 0;
    if (!whole || !each || attempts === 0) return [];
    const fitting = Math.ceil(whole / each);
    if (fitting >= attempts + 1) return [];
    const times = `${timeout ?? ''} and ${retries?.perTryTimeout ?? ''}`;
    return [
      makeFinding({
        code: 'retries.no-time',
        severity: fitting <= 1 ? 'warning' : 'info',
        message:
          fitting <= 1
            ? `A slow try is never retried: it may take as long as the whole request (${times}).`
            : `Of ${attempts + 1} slow tries only ${fitting} fit into the timeout (${times}).`,
        source: sourceInside(source, 'spec', 'http', index, 'retries', 'perTryTimeout'),
        related: [
          { source: sourceInside(source, 'spec', 'http', index, 'timeout'), message: 'The timeout of the rule' },
        ],
      }),
    ];
  });
}
