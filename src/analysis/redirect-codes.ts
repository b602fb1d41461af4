import type { ConfigObject } from '../istio/config.ts';
import { sourceInside } from '../istio/source.ts';
import type { VirtualService } from '../istio/virtual-service.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';

const possible: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Redirects with a status that passes admission and that Istio then makes nothing of: the proxy refuses all of its routes on that port, not this one alone
 * (checks.md F-39, A.10 Q4; route.go:ApplyRedirect).
 */
export function redirectCodes({ spec, source }: ConfigObject<'VirtualService', VirtualService>): Finding[] {
  return (spec.http ?? []).flatMap(({ redirect }, index) => {
    const code = redirect?.redirectCode;
    if (!code || possible.has(code)) return [];
    const field = ['spec', 'http', index, 'redirect', 'redirectCode'];
    return [
      makeFinding({
        code: 'redirect.status',
        severity: 'error',
        message: `Istio cannot redirect with ${code}: the proxy refuses every route of this port. It can with 301, 302, 303, 307 and 308.`,
        source: sourceInside(source, ...field),
        fixes: [301, 302].map((value) => ({
          label: `Make it ${value}`,
          edit: { type: 'setField', object: source, field, value } as const,
        })),
      }),
    ];
  });
}
