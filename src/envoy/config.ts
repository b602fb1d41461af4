/**
 * Envoy's configuration as far as routing rests on it, in the names of protobuf JSON. A field that is absent has protobuf's default.
 * `source` (ours) is where the thing was made from; this folder hands it on and never looks inside.
 */
export type ConfigSource = { readonly document: number; readonly path: readonly (string | number)[] };

export type ProxyConfig = {
  readonly listeners: readonly Listener[];
  readonly routes: readonly RouteConfiguration[];
  readonly clusters: readonly Cluster[];
  readonly endpoints: readonly ClusterLoadAssignment[];
};

export type Listener = {
  name: string;
  address: string;
  port: number;
  bindToPort?: boolean;
  useOriginalDst?: boolean;
  listenerFilters: string[];
  filterChains: FilterChain[];
  defaultFilterChain?: FilterChain;
};
export type FilterChain = {
  name?: string;
  match?: FilterChainMatch;
  http?: HttpConnectionManager;
  tcp?: TcpProxy;
  /** Set where the proxy terminates TLS on this chain (left out of the measured files; `envoy/` takes handshakes as completed). */
  tls?: boolean;
  source?: ConfigSource;
};
export type FilterChainMatch = {
  destinationPort?: number;
  prefixRanges?: { addressPrefix: string; prefixLen?: number }[];
  serverNames?: string[];
  transportProtocol?: string;
  applicationProtocols?: string[];
};
export type HttpConnectionManager = {
  /** The name of the route configuration, or the configuration itself. */
  routes: string | RouteConfiguration;
  normalizePath?: boolean;
  mergeSlashes?: boolean;
  pathWithEscapedSlashesAction?: string;
  useRemoteAddress?: boolean;
  streamIdleTimeout?: string;
  upgradeConfigs?: { upgradeType: string }[];
  httpProtocolOptions?: Record<string, unknown>;
  filters?: string[];
};
export type TcpProxy = {
  cluster?: string;
  weightedClusters?: { clusters: { name: string; weight: number }[] };
  idleTimeout?: string;
  maxDownstreamConnectionDuration?: string;
  hashPolicy?: unknown[];
  source?: ConfigSource;
};

export type RouteConfiguration = {
  name: string;
  virtualHosts: VirtualHost[];
  ignorePortInHostMatching?: boolean;
  maxDirectResponseBodySizeBytes?: number;
};
export type VirtualHost = {
  name: string;
  domains: readonly string[];
  routes: readonly Route[];
  requireTls?: 'ALL';
  includeRequestAttemptCount?: boolean;
  source?: ConfigSource;
};
export type Route = {
  name?: string;
  match: RouteMatch;
  route?: RouteAction;
  redirect?: RedirectAction;
  directResponse?: { status: number; body?: { inlineString?: string; inlineBytes?: string } };
  requestHeadersToAdd?: HeaderValueOption[];
  requestHeadersToRemove?: string[];
  responseHeadersToAdd?: HeaderValueOption[];
  responseHeadersToRemove?: string[];
  typedPerFilterConfig?: {
    'envoy.filters.http.fault'?: HTTPFault;
    'envoy.filters.http.cors'?: CorsPolicy;
    [filter: string]: unknown;
  };
  /** The match entry (or the rule, where it has no match) that made the route. */
  source?: ConfigSource;
};
export type RouteMatch = {
  prefix?: string;
  path?: string;
  safeRegex?: { regex: string };
  pathSeparatedPrefix?: string;
  caseSensitive?: boolean;
  headers?: HeaderMatcher[];
  queryParameters?: QueryParameterMatcher[];
  dynamicMetadata?: unknown[];
};
export type StringMatcher = {
  exact?: string;
  prefix?: string;
  suffix?: string;
  contains?: string;
  safeRegex?: { regex: string };
  ignoreCase?: boolean;
};
export type HeaderMatcher = {
  name: string;
  stringMatch?: StringMatcher;
  presentMatch?: boolean;
  invertMatch?: boolean;
  treatMissingHeaderAsEmpty?: boolean;
};
export type QueryParameterMatcher = { name: string; stringMatch?: StringMatcher; presentMatch?: boolean };
export type HeaderValueOption = {
  header: { key: string; value?: string };
  /** Absent: append as a further value. */
  appendAction?: 'APPEND_IF_EXISTS_OR_ADD' | 'ADD_IF_ABSENT' | 'OVERWRITE_IF_EXISTS_OR_ADD' | 'OVERWRITE_IF_EXISTS';
};
export type RouteAction = {
  cluster?: string;
  weightedClusters?: { clusters: WeightedCluster[] };
  clusterNotFoundResponseCode?: 'SERVICE_UNAVAILABLE' | 'NOT_FOUND' | 'INTERNAL_SERVER_ERROR';
  prefixRewrite?: string;
  regexRewrite?: { pattern: { regex: string }; substitution: string };
  hostRewriteLiteral?: string;
  timeout?: string;
  maxGrpcTimeout?: string;
  retryPolicy?: RetryPolicy;
  requestMirrorPolicies?: RequestMirrorPolicy[];
  hashPolicy?: HashPolicy[];
};
export type WeightedCluster = {
  name: string;
  weight: number;
  hostRewriteLiteral?: string;
  requestHeadersToAdd?: HeaderValueOption[];
  requestHeadersToRemove?: string[];
  responseHeadersToAdd?: HeaderValueOption[];
  responseHeadersToRemove?: string[];
  /** The destination that made it. */
  source?: ConfigSource;
};
export type FractionalPercent = { numerator?: number; denominator?: 'HUNDRED' | 'TEN_THOUSAND' | 'MILLION' };
export type RequestMirrorPolicy = {
  cluster: string;
  runtimeFraction?: { defaultValue?: FractionalPercent };
  traceSampled?: boolean;
  disableShadowHostSuffixAppend?: boolean;
  source?: ConfigSource;
};
export type RetryPolicy = {
  retryOn?: string;
  numRetries?: number;
  perTryTimeout?: string;
  retryHostPredicate?: { name: string; typedConfig?: unknown }[];
  hostSelectionRetryMaxAttempts?: string;
  retriableStatusCodes?: number[];
  retryBackOff?: { baseInterval?: string; maxInterval?: string };
  retryPriority?: unknown;
};
export type HashPolicy = {
  header?: { headerName: string };
  cookie?: { name: string; ttl?: string; path?: string; attributes?: { name: string; value?: string }[] };
  connectionProperties?: { sourceIp?: boolean };
  queryParameter?: { name: string };
  terminal?: boolean;
};
export type RedirectAction = {
  schemeRedirect?: string;
  hostRedirect?: string;
  portRedirect?: number;
  pathRedirect?: string;
  prefixRewrite?: string;
  httpsRedirect?: boolean;
  stripQuery?: boolean;
  /** Absent: 301. */
  responseCode?: 'FOUND' | 'SEE_OTHER' | 'TEMPORARY_REDIRECT' | 'PERMANENT_REDIRECT';
};
export type HTTPFault = {
  delay?: { fixedDelay?: string; percentage?: FractionalPercent };
  abort?: { httpStatus?: number; grpcStatus?: number; percentage?: FractionalPercent };
};
export type CorsPolicy = {
  allowOriginStringMatch?: StringMatcher[];
  allowMethods?: string;
  allowHeaders?: string;
  exposeHeaders?: string;
  maxAge?: string;
  allowCredentials?: boolean;
  filterEnabled?: { defaultValue?: FractionalPercent };
  forwardNotMatchingPreflights?: boolean;
};

export type Cluster = {
  name: string;
  /** Absent: STATIC. */
  type?: 'STATIC' | 'STRICT_DNS' | 'LOGICAL_DNS' | 'EDS' | 'ORIGINAL_DST' | 'DYNAMIC_FORWARD_PROXY';
  connectTimeout?: string;
  /** Absent: ROUND_ROBIN. */
  lbPolicy?: 'ROUND_ROBIN' | 'LEAST_REQUEST' | 'RANDOM' | 'RING_HASH' | 'MAGLEV' | 'CLUSTER_PROVIDED';
  circuitBreakers?: { thresholds: CircuitBreakerThresholds[] };
  outlierDetection?: OutlierDetection;
  commonLbConfig?: { healthyPanicThreshold?: { value?: number }; localityWeightedLbConfig?: unknown };
  ringHashLbConfig?: { minimumRingSize?: string };
  maglevLbConfig?: { tableSize?: string };
  leastRequestLbConfig?: unknown;
  roundRobinLbConfig?: unknown;
  loadAssignment?: LoadAssignment;
  dnsJitter?: string;
  dnsLookupFamily?: string;
  dnsRefreshRate?: string;
  respectDnsTtl?: boolean;
  typedExtensionProtocolOptions?: Record<string, unknown>;
  upstreamBindConfig?: unknown;
  upstreamConnectionOptions?: unknown;
  maxRequestsPerConnection?: number;
  /** The DestinationRule's subset or policy that shaped it. */
  source?: ConfigSource;
};
export type CircuitBreakerThresholds = {
  maxConnections?: number;
  maxPendingRequests?: number;
  maxRequests?: number;
  maxRetries?: number;
  retryBudget?: { budgetPercent?: { value: number }; minRetryConcurrency?: number; budgetInterval?: string };
};
export type OutlierDetection = {
  consecutive5xx?: number;
  consecutiveGatewayFailure?: number;
  consecutiveLocalOriginFailure?: number;
  enforcingConsecutive5xx?: number;
  enforcingConsecutiveGatewayFailure?: number;
  enforcingConsecutiveLocalOriginFailure?: number;
  enforcingSuccessRate?: number;
  splitExternalLocalOriginErrors?: boolean;
  interval?: string;
  baseEjectionTime?: string;
  maxEjectionPercent?: number;
  [field: string]: unknown;
};
export type LoadAssignment = {
  clusterName: string;
  endpoints: {
    locality?: Record<string, string>;
    loadBalancingWeight?: number;
    priority?: number;
    lbEndpoints: {
      endpoint: { address: { socketAddress: { address: string; portValue: number } } };
      loadBalancingWeight?: number;
      healthStatus?: string;
    }[];
  }[];
};
/** The endpoints of an EDS cluster, pruned as the measured files are: `hosts` are "address:port". */
export type ClusterLoadAssignment = {
  cluster: string;
  groups: { priority?: number; weight?: number; hosts: string[]; [field: string]: unknown }[];
};
