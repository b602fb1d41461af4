import type { IstioConfig } from '../istio/config.ts';

/** The ports of the Service or ServiceEntry that a host, short or in full, means to somebody in a namespace; none where nothing declares it. */
export function servicePorts(host: string, namespace: string, config: IstioConfig): readonly number[] {
  const [name, inNamespace = namespace] = host.split('.');
  const service = config.services.find(({ metadata }) => metadata.name === name && metadata.namespace === inNamespace);
  if (service?.spec.ports) return service.spec.ports.map(({ port }) => port);
  const entry = config.serviceEntries.find(({ spec }) => spec.hosts.includes(host));
  return entry?.spec.ports?.map(({ number }) => number) ?? [];
}

/** The first port of a host; 80 where nothing declares it. */
export function servicePort(host: string, namespace: string, config: IstioConfig): number {
  return servicePorts(host, namespace, config)[0] ?? 80;
}
