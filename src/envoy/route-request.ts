import type { ProxyConfig } from './config.ts';
import type { Request } from './request.ts';
import type { Trace } from './trace.ts';

/** A configuration made ready to answer many requests: patterns compiled, tables indexed. */
export type CompiledProxy = { readonly config: ProxyConfig };

/** Compiles a configuration once; patterns that RE2 refuses never match and are told in the trace. */
export declare function compileProxy(config: ProxyConfig): CompiledProxy;

/** What the proxy does with the request. Pure; never throws. */
export declare function routeRequest(proxy: CompiledProxy, request: Request): Trace;
