import { serviceOfHost } from '../istio/service-host.ts';
import type { DestinationCard } from './graph.ts';

/** What a destination is called, and where it is. */
export type DestinationWords = {
  /** The Service's name, or the host. */
  readonly host: string;
  /** The subset, else the host. */
  readonly title: string;
  /** `cart:8080 · shop` of a subset; of a host, which is the title, `shop:8080`. */
  readonly place: string;
};

/** The words of a destination's card, wherever it is drawn. */
export function destinationWords({ host, subset, port }: DestinationCard): DestinationWords {
  const service = serviceOfHost(host);
  const name = service?.name ?? host;
  const suffix = port === null ? '' : `:${port}`;
  if (subset === null) return { host: name, title: name, place: `${service?.namespace ?? 'external'}${suffix}` };
  return { host: name, title: subset, place: `${name}${suffix}${service ? ` · ${service.namespace}` : ''}` };
}
