import { grpcMessage, grpcStatusOf, isGrpcRequest } from './grpc.ts';
import { joinedHeaders, type HeaderMap } from './header-map.ts';
import type { Outcome } from './trace.ts';

/** An answer that the proxy gives itself. */
export type LocalReply = {
  readonly status: number;
  readonly body: string;
  readonly flags: readonly string[];
  readonly details: string;
  /** Overrides the status that a gRPC client is told. */
  readonly grpcStatus?: number | null;
};

/**
 * The outcome of a local reply (Envoy: http/utility.cc, prepareLocalReply). `headers` are those of the route's response operations; a body
 * gets a content type unless they set one; a gRPC client gets 200 and the status in headers (istio-semantics R5.27).
 */
export function localReplyOutcome(reply: LocalReply, request: HeaderMap, headers: HeaderMap = new Map()): Outcome {
  const isGrpc = isGrpcRequest(request);
  const result = new Map(headers);
  if (isGrpc) {
    result.set('content-type', ['application/grpc']);
    result.set('grpc-status', [`${reply.grpcStatus ?? grpcStatusOf(reply.status)}`]);
    if (reply.body !== '') result.set('grpc-message', [grpcMessage(reply.body)]);
  } else if (reply.body !== '' && !result.has('content-type')) {
    result.set('content-type', ['text/plain']);
  }
  return {
    status: isGrpc ? 200 : reply.status,
    flags: reply.flags,
    details: reply.details,
    connection: 'ok',
    upstream: null,
    responseHeaders: visibleResponseHeaders(result),
    body: reply.body === '' ? null : reply.body,
  };
}

/** A connection that ends without an answer. */
export function closedConnection(connection: 'reset' | 'refused', flags: readonly string[] = []): Outcome {
  return { status: null, flags, details: null, connection, upstream: null, responseHeaders: {}, body: null };
}

const hidden = new Set([
  'date',
  'server',
  'content-length',
  'transfer-encoding',
  'connection',
  'upgrade',
  'x-envoy-upstream-service-time',
]);

/** The headers of a response that are worth showing: `upgrade` and `connection` never leave Envoy (R5.48), others come with every answer. */
export function visibleResponseHeaders(headers: HeaderMap): Record<string, string> {
  return joinedHeaders(headers, (name) => hidden.has(name));
}
