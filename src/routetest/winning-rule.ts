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

/** The http rule that made the route of a trace, a delegate's own where it was delegated to; null where none of a VirtualService did. */
export function winningRule({ virtualServices }: IstioConfig, { route }: Trace): WrittenRule | null {
  const place = route?.source;
  const owner = place && virtualServices.find(({ source }) => isInside(place, source));
  const [list, index] = place?.path.slice((owner?.source.path.length ?? 0) + 1) ?? [];
  const rule = list === 'http' && typeof index === 'number' ? owner?.spec.http?.[index] : undefined;
  return owner && rule ? { owner, rule, source: sourceInside(owner.source, 'spec', 'http', Number(index)) } : null;
}
