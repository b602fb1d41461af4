import type { ConfigObject } from '../istio/config.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import type { Destination, VirtualService } from '../istio/virtual-service.ts';

/** A destination that a VirtualService names, and where. */
export type NamedDestination = {
  readonly destination: Destination;
  readonly source: Source;
  readonly role: 'destination' | 'mirror';
  /** The VirtualService. */
  readonly object: Source;
  /** Whether the rules stand at gateways, perhaps beside the mesh. */
  readonly atGateways: boolean;
};

/** Every destination and mirror of a VirtualService, in the order of the text. */
export function destinationsOf(object: ConfigObject<'VirtualService', VirtualService>): NamedDestination[] {
  const { spec, source } = object;
  const found: NamedDestination[] = [];
  const atGateways = spec.gateways?.some((gateway) => gateway !== 'mesh') ?? false;
  const add = (destination: Destination, role: NamedDestination['role'], ...path: (string | number)[]) =>
    found.push({ destination, role, source: sourceInside(source, 'spec', ...path), object: source, atGateways });
  for (const protocol of ['http', 'tls', 'tcp'] as const)
    for (const [rule, { route = [] }] of (spec[protocol] ?? []).entries())
      for (const [index, { destination }] of route.entries())
        add(destination, 'destination', protocol, rule, 'route', index, 'destination');
  for (const [rule, { mirror, mirrors = [] }] of (spec.http ?? []).entries()) {
    if (mirror) add(mirror, 'mirror', 'http', rule, 'mirror');
    for (const [index, { destination }] of mirrors.entries())
      add(destination, 'mirror', 'http', rule, 'mirrors', index, 'destination');
  }
  return found;
}
