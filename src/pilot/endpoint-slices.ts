import type { IstioConfig } from '../istio/config.ts';
import type { EndpointSlice, ServicePort } from '../istio/kubernetes.ts';
import { isObject } from '../istio/sanitize.ts';
import type { Endpoint } from './service.ts';

/** The endpoints that EndpointSlices list for a Service: what Kubernetes wrote down itself, or a person where there is no selector. */
export function sliceEndpoints(
  service: string,
  namespace: string,
  ports: readonly ServicePort[],
  slices: IstioConfig['endpointSlices'],
): Endpoint[] {
  const own = slices.filter(
    ({ metadata }) => metadata.namespace === namespace && metadata.labels['kubernetes.io/service-name'] === service,
  );
  return own.flatMap(({ spec }) => {
    const slicePorts = portsOf(spec, ports);
    return objects(spec['endpoints']).flatMap((endpoint) => {
      const { ready } = isObject(endpoint['conditions']) ? endpoint['conditions'] : {};
      return texts(endpoint['addresses']).map((address) => ({
        address,
        ports: slicePorts,
        labels: {},
        weight: 1,
        locality: null,
        ready: ready !== false,
        namespace,
      }));
    });
  });
}

/** Ports of a slice and of its Service belong together by name. */
function portsOf(slice: EndpointSlice, ports: readonly ServicePort[]): Endpoint['ports'] {
  const slicePorts = objects(slice['ports']);
  return Object.fromEntries(
    ports.flatMap(({ name = '', port }) => {
      const number = slicePorts.find((candidate) => (candidate['name'] ?? '') === name)?.['port'];
      return typeof number === 'number' ? [[port, number]] : [];
    }),
  );
}

function objects(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
