import type { ClientTLSSettings, ConnectionPoolSettings } from '../istio/destination-rule.ts';
import { protobufDuration } from './duration.ts';
import { isHttp2 } from './protocol.ts';
import type { Proxy } from './proxy.ts';
import type { Protocol } from './service.ts';

/** Key of these options in a cluster's `typedExtensionProtocolOptions`. */
export const HTTP_PROTOCOL_OPTIONS = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';

/** Envoy's HttpProtocolOptions of a cluster, as far as Istio sets them. */
export type HttpProtocolOptions = {
  commonHttpProtocolOptions?: {
    idleTimeout?: string;
    maxRequestsPerConnection?: number;
    maxConnectionDuration?: string;
  };
  upstreamHttpProtocolOptions?: { autoSni?: true; autoSanValidation?: true };
  outlierDetection?: { errorMatcher: StatusMatch | { orMatch: { rules: StatusMatch[] } } };
  explicitHttpConfig?: { httpProtocolOptions: object } | { http2ProtocolOptions: Http2ProtocolOptions };
  useDownstreamProtocolConfig?: { httpProtocolOptions: object; http2ProtocolOptions: object };
};
type StatusMatch = {
  httpResponseHeadersMatch: { headers: { name: ':status'; stringMatch: { exact: string } }[] };
};
type Http2ProtocolOptions = {
  maxConcurrentStreams?: number;
  connectionKeepalive?: { interval?: string; timeout?: string };
};

/** What the options of a cluster follow from. */
export type UpstreamProtocol = {
  readonly proxyType: Proxy['type'];
  readonly protocol: Protocol;
  readonly http?: ConnectionPoolSettings['http'];
  readonly tcp?: ConnectionPoolSettings['tcp'];
  readonly tls: ClientTLSSettings | undefined;
  /** The status codes that outlier detection takes for errors instead of all 5xx. */
  readonly errorCodes?: readonly number[] | undefined;
};

export const downstreamProtocol = { httpProtocolOptions: {}, http2ProtocolOptions: {} };

/**
 * How a cluster speaks HTTP to its endpoints (istio-semantics R8.27; cluster_builder.go:setUpstreamProtocol, cluster_traffic_policy.go:applyConnectionPool).
 * Null where everything is Envoy's default.
 */
export function httpProtocolOptions(upstream: UpstreamProtocol): HttpProtocolOptions | null {
  const common = commonOptions(upstream);
  const tls = tlsOptions(upstream.tls);
  const version = versionOptions(upstream);
  const errors = outlierErrors(upstream.errorCodes ?? []);
  if (!common && !tls && !version && !errors) return null;
  return {
    ...(common && { commonHttpProtocolOptions: common }),
    ...(tls && { upstreamHttpProtocolOptions: tls }),
    ...(errors && { outlierDetection: errors }),
    ...(version ?? { explicitHttpConfig: { httpProtocolOptions: {} } }),
  };
}

/** The HTTP version: the client's, HTTP/2, or null for HTTP/1.1. A sidecar speaks the client's where the port's protocol is detected. */
function versionOptions({
  proxyType,
  protocol,
  http = {},
}: UpstreamProtocol): Pick<HttpProtocolOptions, 'explicitHttpConfig' | 'useDownstreamProtocolConfig'> | null {
  const followsClient = http.useClientProtocol === true || (proxyType === 'sidecar' && protocol === 'Unsupported');
  if (followsClient) return { useDownstreamProtocolConfig: downstreamProtocol };
  if (!isHttp2(protocol) && http.h2UpgradePolicy !== 'UPGRADE') return null;
  return { explicitHttpConfig: { http2ProtocolOptions: http2Options(http) } };
}

function http2Options({
  maxConcurrentStreams = 0,
  http2KeepAlive,
}: NonNullable<ConnectionPoolSettings['http']>): Http2ProtocolOptions {
  return {
    ...(maxConcurrentStreams > 0 && { maxConcurrentStreams }),
    ...(http2KeepAlive && {
      connectionKeepalive: {
        ...durationField('interval', http2KeepAlive.interval),
        ...durationField('timeout', http2KeepAlive.timeout),
      },
    }),
  };
}

/** Null: nothing is set. Settings of HTTP/2 alone bring an empty object along, as upstream does. */
function commonOptions({
  http = {},
  tcp = {},
}: UpstreamProtocol): NonNullable<HttpProtocolOptions['commonHttpProtocolOptions']> | null {
  const { maxRequestsPerConnection = 0, maxConcurrentStreams = 0, http2KeepAlive } = http;
  const options = {
    ...durationField('idleTimeout', http.idleTimeout ?? tcp.idleTimeout),
    ...(maxRequestsPerConnection > 0 && { maxRequestsPerConnection }),
    ...durationField('maxConnectionDuration', tcp.maxConnectionDuration),
  };
  return Object.keys(options).length > 0 || maxConcurrentStreams > 0 || http2KeepAlive ? options : null;
}

/** TLS that the proxy originates takes its SNI from the request and checks the certificate against it, unless told otherwise (istio-semantics R8.36). */
function tlsOptions(
  tls: ClientTLSSettings | undefined,
): NonNullable<HttpProtocolOptions['upstreamHttpProtocolOptions']> | null {
  if ((tls?.mode !== 'SIMPLE' && tls?.mode !== 'MUTUAL') || tls.sni) return null;
  const checks = !tls.subjectAltNames?.length && tls.insecureSkipVerify !== true;
  return { autoSni: true, ...(checks && { autoSanValidation: true }) };
}

/** cluster_traffic_policy.go:applyOutlierDetectionErrorCodes. */
function outlierErrors(codes: readonly number[]): HttpProtocolOptions['outlierDetection'] | null {
  const rules = codes.map((code): StatusMatch => ({
    httpResponseHeadersMatch: { headers: [{ name: ':status', stringMatch: { exact: String(code) } }] },
  }));
  const [only] = rules;
  if (!only) return null;
  return { errorMatcher: rules.length === 1 ? only : { orMatch: { rules } } };
}

function durationField<Name extends string>(name: Name, text: string | undefined): { [field in Name]?: string } {
  const value = text === undefined ? null : protobufDuration(text);
  return value === null ? {} : ({ [name]: value } as { [field in Name]?: string });
}
