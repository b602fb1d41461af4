import type { TcpProxy } from './config.ts';
import { headerLines } from './http1-codec.ts';
import { clusterChoices } from './destination-shares.ts';
import { upstreamRequest } from './forward-request.ts';
import { headerMap } from './header-map.ts';
import { closedConnection } from './local-reply.ts';
import type { Request } from './request.ts';
import type { DestinationShare, Outcome } from './trace.ts';
import type { UpstreamClusters } from './upstream-cluster.ts';

/**
 * Where a TCP proxy carries the bytes. The upstream sees the request just as it was sent; nothing of HTTP is looked at. Without a cluster (NC) or
 * a host (UH) the connection is closed (Envoy: tcp_proxy/tcp_proxy.cc).
 */
export function tcpDestinations(proxy: TcpProxy, request: Request, clusters: UpstreamClusters): DestinationShare[] {
  return clusterChoices(proxy).map(({ cluster, percent, weighted }) => ({
    cluster,
    percent,
    outcome: tcpOutcome(cluster, request, clusters),
    source: weighted?.source ?? proxy.source ?? null,
  }));
}

function tcpOutcome(name: string, request: Request, clusters: UpstreamClusters): Outcome {
  const cluster = clusters.find(name);
  if (!cluster) return closedConnection('reset', ['NC']);
  if (!clusters.hasHost(cluster)) return closedConnection('reset', ['UH']);
  return {
    status: request.connection.http ? 200 : null,
    flags: [],
    details: null,
    connection: 'ok',
    upstream: request.connection.http ? upstreamRequest(rawHeaders(request)) : null,
    responseHeaders: {},
    body: null,
  };
}

function rawHeaders(request: Request) {
  return headerMap([
    [':method', request.method],
    [':path', request.path],
    [':authority', request.authority],
    ...headerLines(request),
  ]);
}
