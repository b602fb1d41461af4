import type { ConfigObject } from '../istio/config.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import type { Destination, VirtualService } from '../istio/virtual-service.ts';

/** A destination that a VirtualService names, and where. */
export type NamedDestination = {
  readonly destination: Destination;
  readonly source: Source;
  readonly role: 'destination' | 'mirror';
  /** Whether nothing is sent there for now: weight 0 beside others. */
  readonly isIdle: boolean;
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
  const add = (named: Pick<NamedDestination, 'destination' | 'role' | 'isIdle'>, ...path: (string | number)[]) =>
    found.push({ ...named, source: sourceInside(source, 'spec', ...path), object: source, atGateways });
  const addMirror = (destination: Destination, ...path: (string | number)[]) =>
    add({ destination, role: 'mirror', isIdle: false }, ...path);
  for (const protocol of ['http', 'tls', 'tcp'] as const)
    for (const [rule, { route = [] }] of (spec[protocol] ?? []).entries())
      for (const [index, { destination, weight }] of route.entries()) {
        const isIdle = route.length > 1 && (weight ?? 0) === 0;
        add({ destination, role: 'destination', isIdle }, protocol, rule, 'route', index, 'destination');
      }
  for (const [rule, { mirror, mirrors = [] }] of (spec.http ?? []).entries()) {
    if (mirror) addMirror(mirror, 'http', rule, 'mirror');
    for (const [index, { destination }] of mirrors.entries())
      addMirror(destination, 'http', rule, 'mirrors', index, 'destination');
  }
  return found;
}
