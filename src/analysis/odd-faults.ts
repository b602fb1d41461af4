import type { ConfigObject } from '../istio/config.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import type { HTTPFaultInjection, HTTPRoute, VirtualService } from '../istio/virtual-service.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';

/** Faults that inject nothing, and faults beside timeouts and retries that do not apply to them (checks.md F-32, F-34). */
export function oddFaults(object: ConfigObject<'VirtualService', VirtualService>): Finding[] {
  return (object.spec.http ?? []).flatMap((rule, index) =>
    rule.fault ? idleFaults(object.source, rule.fault, index).concat(besideTimeouts(object.source, rule, index)) : [],
  );
}

function idleFaults(object: Source, fault: HTTPFaultInjection, rule: number): Finding[] {
  const idle = (['delay', 'abort'] as const).filter((kind) => fault[kind] && shareOf(fault, kind) === 0);
  return idle.map((kind) => {
    const place = ['spec', 'http', rule, 'fault', kind];
    const edit = { type: 'setField', object, field: [...place, 'percentage', 'value'], value: 100 } as const;
    return makeFinding({
      code: 'fault.no-percentage',
      severity: 'warning',
      message: `Without a percentage above 0 this ${kind} is never injected.`,
      source: sourceInside(object, ...place),
      fixes: [{ label: 'Make it 100 %', edit }],
    });
  });
}

function shareOf({ delay, abort }: HTTPFaultInjection, kind: 'delay' | 'abort'): number {
  if (kind === 'abort') return abort?.percentage?.value ?? 0;
  return delay?.percentage?.value ?? delay?.percent ?? 0;
}

function besideTimeouts(object: Source, { fault, timeout, retries }: HTTPRoute, rule: number): Finding[] {
  const messages = [
    fault?.delay && timeout !== undefined
      ? 'The timeout of this rule starts only after the injected delay: it does not cut the delay short.'
      : null,
    fault?.abort && retries ? 'An injected abort is answered at once: it is never retried.' : null,
  ].filter((message) => message !== null);
  const source = sourceInside(object, 'spec', 'http', rule, 'fault');
  return messages.map((message) => makeFinding({ code: 'fault.beside-timeout', severity: 'info', message, source }));
}
