import type { PortSelector } from './destination-rule.ts';
import type { Placed } from './source.ts';

/** `spec` of a VirtualService, as Istio's API names it. Durations are Go duration strings as written ("1.5s", "2m"). */
export type VirtualService = {
  hosts?: string[];
  gateways?: string[];
  http?: HTTPRoute[];
  tls?: TLSRoute[];
  tcp?: TCPRoute[];
  exportTo?: string[];
};

export type HTTPRoute = Placed & {
  name?: string;
  match?: HTTPMatchRequest[];
  route?: HTTPRouteDestination[];
  redirect?: HTTPRedirect;
  directResponse?: HTTPDirectResponse;
  delegate?: { name?: string; namespace?: string };
  rewrite?: HTTPRewrite;
  timeout?: string;
  retries?: HTTPRetry;
  fault?: HTTPFaultInjection;
  mirror?: Placed & Destination;
  mirrors?: (Placed & { destination: Destination; percentage?: Percent })[];
  mirrorPercent?: number;
  mirror_percent?: number;
  mirrorPercentage?: Percent;
  corsPolicy?: CorsPolicy;
  headers?: Headers;
};

/** One of exact, prefix, regex; none of them means "present" where presence can be asked. */
export type StringMatch = { exact?: string; prefix?: string; regex?: string };

export type HTTPMatchRequest = Placed & {
  name?: string;
  uri?: StringMatch;
  scheme?: StringMatch;
  method?: StringMatch;
  authority?: StringMatch;
  headers?: Record<string, StringMatch>;
  withoutHeaders?: Record<string, StringMatch>;
  queryParams?: Record<string, StringMatch>;
  ignoreUriCase?: boolean;
  port?: number;
  sourceLabels?: Record<string, string>;
  sourceNamespace?: string;
  gateways?: string[];
  statPrefix?: string;
};

export type Destination = { host: string; subset?: string; port?: PortSelector };
export type HTTPRouteDestination = Placed & { destination: Destination; weight?: number; headers?: Headers };
export type RouteDestination = Placed & { destination: Destination; weight?: number };
export type Percent = { value?: number };

export type Headers = { request?: HeaderOperations; response?: HeaderOperations };
export type HeaderOperations = { set?: Record<string, string>; add?: Record<string, string>; remove?: string[] };

export type HTTPRedirect = {
  uri?: string;
  prefixRewrite?: string;
  authority?: string;
  port?: number;
  derivePort?: 'FROM_PROTOCOL_DEFAULT' | 'FROM_REQUEST_PORT';
  scheme?: string;
  redirectCode?: number;
};
export type HTTPDirectResponse = { status: number; body?: { string?: string; bytes?: string } };
export type HTTPRewrite = {
  uri?: string;
  authority?: string;
  uriRegexRewrite?: { match?: string; rewrite?: string };
};
export type HTTPRetry = {
  attempts?: number;
  perTryTimeout?: string;
  retryOn?: string;
  retryRemoteLocalities?: boolean;
  retryIgnorePreviousHosts?: boolean;
  backoff?: string;
};
export type HTTPFaultInjection = {
  delay?: { fixedDelay?: string; exponentialDelay?: string; percent?: number; percentage?: Percent };
  abort?: { httpStatus?: number; grpcStatus?: string; http2Error?: string; percentage?: Percent };
};
export type CorsPolicy = {
  allowOrigin?: string[];
  allowOrigins?: StringMatch[];
  allowMethods?: string[];
  allowHeaders?: string[];
  exposeHeaders?: string[];
  maxAge?: string;
  allowCredentials?: boolean;
  unmatchedPreflights?: 'UNSPECIFIED' | 'FORWARD' | 'IGNORE';
};

export type TLSRoute = Placed & { match: TLSMatchAttributes[]; route?: RouteDestination[] };
export type TLSMatchAttributes = Placed & {
  sniHosts: string[];
  destinationSubnets?: string[];
  port?: number;
  sourceLabels?: Record<string, string>;
  sourceNamespace?: string;
  gateways?: string[];
};
export type TCPRoute = Placed & { match?: L4MatchAttributes[]; route?: RouteDestination[] };
export type L4MatchAttributes = Placed & {
  destinationSubnets?: string[];
  port?: number;
  sourceSubnet?: string;
  sourceLabels?: Record<string, string>;
  sourceNamespace?: string;
  gateways?: string[];
};
