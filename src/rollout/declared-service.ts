import type { IstioConfig } from '../istio/config.ts';
import { serviceHost } from '../istio/service-host.ts';

/** The Service of the workspace whose host name, in full, this is; undefined where there is none. */
export function declaredService({ services }: IstioConfig, host: string): IstioConfig['services'][number] | undefined {
  return services.find(({ metadata }) => serviceHost(metadata.name, metadata.namespace) === host);
}
