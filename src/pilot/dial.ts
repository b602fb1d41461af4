import type { Request } from '../envoy/request.ts';
import type { Proxy } from './proxy.ts';
import type { PushContext } from './push-context.ts';

/** A request as a person writes it. `url` is raw text, split by hand; a header `host` is what is sent as Host. */
export type ClientRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
};

/**
 * Name resolution and dialling: which address and port the client's connection goes to, TLS for https with SNI
 * (conformance/README: a name nobody declares is dialled at an address of no service; at a gateway the client dials the Service's port).
 */
export declare function dial(push: PushContext, proxy: Proxy, request: ClientRequest): Request;
