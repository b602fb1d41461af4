/** Gateway API kinds (gateway.networking.k8s.io), as far as Istio turns them into routes. */
export type ParentReference = {
  group?: string;
  kind?: string;
  namespace?: string;
  name: string;
  sectionName?: string;
  port?: number;
};
export type BackendRef = {
  group?: string;
  kind?: string;
  namespace?: string;
  name: string;
  port?: number;
  weight?: number;
  filters?: RouteFilter[];
};
export type GatewaySpec = {
  gatewayClassName?: string;
  listeners?: GatewayListener[];
  addresses?: { type?: string; value?: string }[];
  infrastructure?: { labels?: Record<string, string>; annotations?: Record<string, string> };
};
export type GatewayListener = {
  name: string;
  hostname?: string;
  port: number;
  protocol: string;
  tls?: { mode?: 'Terminate' | 'Passthrough'; certificateRefs?: unknown[]; options?: Record<string, string> };
  allowedRoutes?: {
    namespaces?: { from?: 'All' | 'Selector' | 'Same' | 'None'; selector?: LabelSelector };
    kinds?: { group?: string; kind: string }[];
  };
};
export type LabelSelector = {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
};
export type HTTPRouteSpec = { parentRefs?: ParentReference[]; hostnames?: string[]; rules?: HTTPRouteRule[] };
export type HTTPRouteRule = {
  name?: string;
  matches?: HTTPRouteMatch[];
  filters?: RouteFilter[];
  backendRefs?: BackendRef[];
  timeouts?: { request?: string; backendRequest?: string };
  retry?: { codes?: number[]; attempts?: number; backoff?: string };
};
export type ValueMatch = { type?: string; name: string; value: string };
export type HTTPRouteMatch = {
  path?: { type?: 'Exact' | 'PathPrefix' | 'RegularExpression'; value?: string };
  headers?: ValueMatch[];
  queryParams?: ValueMatch[];
  method?: string;
};
export type HeaderModifier = {
  set?: { name: string; value: string }[];
  add?: { name: string; value: string }[];
  remove?: string[];
};
export type PathModifier = { type?: string; replaceFullPath?: string; replacePrefixMatch?: string };
export type RouteFilter = {
  type: string;
  requestHeaderModifier?: HeaderModifier;
  responseHeaderModifier?: HeaderModifier;
  requestRedirect?: { scheme?: string; hostname?: string; path?: PathModifier; port?: number; statusCode?: number };
  urlRewrite?: { hostname?: string; path?: PathModifier };
  requestMirror?: { backendRef: BackendRef; percent?: number; fraction?: { numerator: number; denominator?: number } };
  cors?: CORSFilter;
  extensionRef?: unknown;
};
export type CORSFilter = {
  allowOrigins?: string[];
  allowCredentials?: boolean;
  allowMethods?: string[];
  allowHeaders?: string[];
  exposeHeaders?: string[];
  maxAge?: number;
};
export type GRPCRouteSpec = { parentRefs?: ParentReference[]; hostnames?: string[]; rules?: GRPCRouteRule[] };
export type GRPCRouteRule = {
  name?: string;
  matches?: { method?: { type?: string; service?: string; method?: string }; headers?: ValueMatch[] }[];
  filters?: RouteFilter[];
  backendRefs?: BackendRef[];
};
export type TCPRouteSpec = { parentRefs?: ParentReference[]; rules?: { backendRefs?: BackendRef[] }[] };
export type TLSRouteSpec = TCPRouteSpec & { hostnames?: string[] };
export type ReferenceGrantSpec = {
  from?: { group?: string; kind: string; namespace: string }[];
  to?: { group?: string; kind: string; name?: string }[];
};
