import type { IstioConfig } from '../istio/config.ts';
import type { MeshService } from './service.ts';

/** What istiod computes once per state of the mesh, for all proxies. Lazy parts may hang off it; it is never changed after. */
export type PushContext = {
  readonly config: IstioConfig;
  readonly services: readonly MeshService[];
  readonly assumed: boolean;
};

/**
 * @param assume 'auto': as design §3 says (assumed services only where no Service is declared); 'always' and 'never' override.
 * @param requests authorities (host:port) that requests at hand name, so that assumed services have those ports.
 */
export declare function createPushContext(
  config: IstioConfig,
  options?: { readonly assume?: 'auto' | 'always' | 'never'; readonly requests?: readonly string[] },
): PushContext;
