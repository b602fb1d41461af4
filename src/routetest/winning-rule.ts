import type { Trace } from '../envoy/trace.ts';
import type { ConfigObject, IstioConfig } from '../istio/config.ts';
import { isInside, sourceInside, type Source } from '../istio/source.ts';
import type { HTTPRoute, VirtualService } from '../istio/virtual-service.ts';

/** An http rule as it is written, and the VirtualService that it stands in. */
export type WrittenRule = {
  readonly owner: ConfigObject<'VirtualService', VirtualService>;
  readonly rule: HTTPRoute;
  readonly source: Source;
};

/** The http rule that made the route of a trace; null where none of a VirtualService did. */
export function winningRule(config: IstioConfig, { route }: Trace): WrittenRule | null {
  const found = route?.source ? ruleAt(config, route.source) : null;
  return found?.rule.delegate ? matchlessRule(config, found) : found;
}

function ruleAt({ virtualServices }: IstioConfig, place: Source): WrittenRule | null {
  const owner = virtualServices.find(({ source }) => isInside(place, source));
  const [list, index] = place.path.slice((owner?.source.path.length ?? 0) + 1);
  return owner && list === 'http' && typeof index === 'number' ? writtenRule(owner, index) : null;
}

/** A route that stands at a rule which delegates was made by the delegate's first rule without matches: that one takes those of the root (istio-semantics R7.5). */
function matchlessRule({ virtualServices }: IstioConfig, { owner, rule }: WrittenRule): WrittenRule | null {
  const { name, namespace = owner.metadata.namespace } = rule.delegate ?? {};
  const delegate = virtualServices.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
  return delegate
    ? writtenRule(
        delegate,
        (delegate.spec.http ?? []).findIndex(({ match = [] }) => match.length === 0),
      )
    : null;
}

function writtenRule(owner: WrittenRule['owner'], index: number): WrittenRule | null {
  const rule = owner.spec.http?.[index];
  return rule ? { owner, rule, source: sourceInside(owner.source, 'spec', 'http', index) } : null;
}
