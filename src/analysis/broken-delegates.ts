import type { IstioConfig } from '../istio/config.ts';
import { sourceInside } from '../istio/source.ts';
import type { PushContext } from '../pilot/push-context.ts';
import { virtualServicesOf } from '../pilot/virtual-services.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';

/** Delegates that are missing, not exported, in conflict with their root, or that nobody delegates to (checks.md A.6, F-29; istio-semantics R7). */
export function brokenDelegates(config: IstioConfig, push: PushContext): Finding[] {
  const lost = virtualServicesOf(push).omissions.map(({ source, reason, message, culprit }) =>
    makeFinding({
      code: reason === 'delegate-conflict' ? 'delegate.conflict' : 'reference.delegate',
      severity: reason === 'delegate-conflict' ? 'warning' : 'error',
      message,
      source,
      related: culprit ? [{ source: culprit, message: 'The other part of it' }] : [],
    }),
  );
  return [...lost, ...unusedDelegates(config)];
}

function unusedDelegates({ virtualServices }: IstioConfig): Finding[] {
  const used = new Set(
    virtualServices.flatMap(({ metadata, spec }) =>
      (spec.http ?? []).flatMap(({ delegate }) =>
        delegate ? [`${delegate.namespace || metadata.namespace}/${delegate.name ?? ''}`] : [],
      ),
    ),
  );
  return virtualServices
    .filter(({ metadata, spec }) => !spec.hosts?.length && !used.has(`${metadata.namespace}/${metadata.name}`))
    .map(({ source }) =>
      makeFinding({
        code: 'delegate.unused',
        severity: 'warning',
        message: 'Without `hosts` this is a delegate, and no rule delegates to it: it has no effect.',
        source: sourceInside(source, 'metadata', 'name'),
      }),
    );
}
