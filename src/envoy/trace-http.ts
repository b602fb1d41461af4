import type { CompiledRouteConfiguration, CompiledVirtualHost } from './compiled-route-configuration.ts';
import { explainRoute, passOver, type CompiledRoute } from './compiled-route.ts';
import type { HttpConnectionManager } from './config.ts';
import { receiveRequest } from './connection-manager.ts';
import { firstLine } from './header-map.ts';
import { localReplyOutcome, type LocalReply } from './local-reply.ts';
import { tlsRedirectLocation } from './redirect.ts';
import type { Request } from './request.ts';
import type { RequestHead } from './request-head.ts';
import { answerWithRoute } from './route-answer.ts';
import type { Outcome, RouteVerdict, Trace } from './trace.ts';
import { allowsUpgrade, upgradeOf } from './upgrade.ts';
import type { UpstreamClusters } from './upstream-cluster.ts';
import { findDomain } from './virtual-host-match.ts';

/** The connection manager that serves a request, with all that it looks things up in. */
export type HttpService = {
  readonly manager: HttpConnectionManager;
  readonly isTls: boolean;
  readonly configuration: CompiledRouteConfiguration | null;
  readonly clusters: UpstreamClusters;
};

/** The part of a trace behind listener and filter chain; `notes` are the sentences that this part adds. */
export type HttpTrace = Omit<Trace, 'listener' | 'filterChain' | 'outcome' | 'clusters' | 'verdicts'> & {
  /** Asks every route for its verdict: of thousands of rules only who reads them needs that. */
  readonly explain: () => readonly RouteVerdict[];
};

/** Decodes, chooses virtual host and route, and answers (envoy-semantics 1.1). */
export function traceHttp(service: HttpService, request: Request): HttpTrace {
  const received = receiveRequest(service.manager, request, service.isTls);
  const base = { ...nothingReached, routeConfiguration: service.configuration?.name ?? null };
  if (received.type === 'refused') {
    const location = received.location === null ? new Map() : new Map([['location', [received.location]]]);
    const outcome = localReplyOutcome(received.reply, received.headers, location);
    return answered(
      { ...base, path: request.path, notes: [`The request is refused: ${received.reply.details}.`] },
      outcome,
    );
  }
  const { head } = received;
  return traceVirtualHost(service, request, { ...base, path: head.path, notes: configurationNotes(service) }, head);
}

function traceVirtualHost(service: HttpService, request: Request, trace: HttpTrace, head: RequestHead): HttpTrace {
  const found = service.configuration ? findDomain(service.configuration.domains, request.authority) : null;
  if (!found) {
    const note = `No virtual host has a domain for ${JSON.stringify(request.authority)}.`;
    return answered({ ...trace, notes: [...trace.notes, note] }, localReplyOutcome(noRoute, head.headers));
  }
  const forwardedProto = firstLine(head.headers, 'x-forwarded-proto');
  if (forwardedProto === '') {
    const note = 'X-Forwarded-Proto is empty: Envoy looks for no route then (config_impl.cc, getRouteFromEntries).';
    return answered({ ...trace, notes: [...trace.notes, note] }, localReplyOutcome(noRoute, head.headers));
  }
  const { virtualHost } = found.host;
  const chosen = { ...trace, virtualHost, domain: found.domain };
  if (virtualHost.requireTls === 'ALL' && forwardedProto !== 'https') {
    const location = new Map([['location', [tlsRedirectLocation(head.headers)]]]);
    const note = 'The virtual host takes TLS alone and sends plain requests to https, whatever its routes say.';
    const outcome = localReplyOutcome(tlsRequired, head.headers, location);
    return answered({ ...chosen, notes: [...trace.notes, note] }, outcome);
  }
  const winner = found.host.match(head);
  return traceRoute(
    service,
    request,
    { ...chosen, explain: () => explainRoutes(found.host, head, winner) },
    head,
    winner,
  );
}

function traceRoute(
  service: HttpService,
  request: Request,
  trace: HttpTrace,
  head: RequestHead,
  winner: CompiledRoute | null,
): HttpTrace {
  if (!winner) return answered(trace, localReplyOutcome(noRoute, head.headers));
  const chosen = { ...trace, route: winner.route };
  const upgrade = upgradeOf(head.headers);
  if (upgrade !== null && !allowsUpgrade(service.manager, upgrade)) {
    return answered(chosen, localReplyOutcome(upgradeRefused, head.headers));
  }
  const { clusters } = service;
  const values = formatValues(request, winner, head);
  return { ...chosen, ...answerWithRoute({ headers: head.headers, compiled: winner, clusters, upgrade, values }) };
}

/** The stages behind a request that gets no further. */
export const nothingReached = {
  routeConfiguration: null,
  virtualHost: null,
  domain: null,
  explain: () => [],
  route: null,
  destinations: [],
  mirrors: [],
  fault: null,
  draws: [],
};

const noRoute: LocalReply = { status: 404, body: '', flags: ['NR'], details: 'route_not_found' };
const tlsRequired: LocalReply = { status: 301, body: '', flags: [], details: 'direct_response' };
const upgradeRefused: LocalReply = { status: 403, body: '', flags: [], details: 'upgrade_failed' };

function answered(trace: HttpTrace, outcome: Outcome): HttpTrace {
  return { ...trace, draws: [{ percent: 100, outcome }] };
}

function configurationNotes({ configuration, manager }: HttpService): string[] {
  if (!configuration) return [`There is no route configuration by the name ${JSON.stringify(manager.routes)}.`];
  return configuration.refusal === null
    ? []
    : [`Envoy refuses the route configuration ${configuration.name} as a whole: ${configuration.refusal}.`];
}

function explainRoutes(host: CompiledVirtualHost, head: RequestHead, winner: CompiledRoute | null): RouteVerdict[] {
  const last = winner?.index ?? Infinity;
  return host.routes().map((compiled) => (compiled.index <= last ? explainRoute(compiled, head) : passOver(compiled)));
}

/** Stands for the client, of whom nothing but the request is known. */
const CLIENT_ADDRESS = '127.0.0.1';

function formatValues(
  { connection }: Request,
  { route }: CompiledRoute,
  head: RequestHead,
): Record<string, string | null> {
  const { address, port, tls } = connection;
  return {
    PROTOCOL: 'HTTP/1.1',
    ROUTE_NAME: route.name ?? null,
    DOWNSTREAM_LOCAL_ADDRESS: `${address}:${port}`,
    DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT: address,
    DOWNSTREAM_LOCAL_PORT: `${port}`,
    DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT: CLIENT_ADDRESS,
    DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT: CLIENT_ADDRESS,
    REQUESTED_SERVER_NAME: tls?.sni ?? null,
    REQUEST_ID: firstLine(head.headers, 'x-request-id'),
  };
}
