import type { ConfigObject } from '../istio/config.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import type { Destination, VirtualService } from '../istio/virtual-service.ts';

/** A destination that a VirtualService names, and where. */
export type NamedDestination = {
  readonly destination: Destination;
  readonly source: Source;
  readonly role: 'destination' | 'mirror';
};

/** Every destination and mirror of a VirtualService, in the order of the text. */
export function destinationsOf({ spec, source }: ConfigObject<'VirtualService', VirtualService>): NamedDestination[] {
  const at = (...path: (string | number)[]) => sourceInside(source, 'spec', ...path);
  const routes = (['http', 'tls', 'tcp'] as const).flatMap((protocol) =>
    (spec[protocol] ?? []).flatMap((rule, index) =>
      (rule.route ?? []).map(({ destination }, place) => ({
        destination,
        source: at(protocol, index, 'route', place, 'destination'),
        role: 'destination' as const,
      })),
    ),
  );
  const mirrors = (spec.http ?? []).flatMap(({ mirror, mirrors = [] }, index) => [
    ...(mirror ? [{ destination: mirror, source: at('http', index, 'mirror'), role: 'mirror' as const }] : []),
    ...mirrors.map(({ destination }, place) => ({
      destination,
      source: at('http', index, 'mirrors', place, 'destination'),
      role: 'mirror' as const,
    })),
  ]);
  return [...routes, ...mirrors];
}
