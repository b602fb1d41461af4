import type { ConfigObject, IstioConfig } from '../istio/config.ts';
import type {
  BackendRef,
  HTTPRouteMatch,
  HTTPRouteRule,
  ParentReference,
  PathModifier,
  RouteFilter,
  ValueMatch,
} from '../istio/gateway-api.ts';
import { convertGrpcMatch, convertHttpMatch, type GRPCRouteMatch } from '../istio/gateway-api-match.ts';
import { sortHttpRoutes } from '../istio/match-precedence.ts';
import { backendHost, isMeshParent, parentKind } from '../istio/gateway-api-reference.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import type { HTTPRoute } from '../istio/virtual-service.ts';
import { serviceHost } from '../istio/service-host.ts';
import { answerWhenMissing, destinationId, type DestinationReference, type Directory } from './directory.ts';
import type { Action, Chip, GraphEdge, MatchRow, RuleCard, RuleOwner } from './graph.ts';
import { shortHost } from './host-name.ts';
import { destinationEdges, type RuleSet } from './rule-set.ts';
import { backendRows, backendTotal } from './weight-rows.ts';

type RouteKind = 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute' | 'TCPRoute';
type RouteRule = {
  readonly name?: string;
  readonly matches?: readonly unknown[];
  readonly filters?: readonly RouteFilter[];
  readonly backendRefs?: readonly BackendRef[];
  readonly timeouts?: HTTPRouteRule['timeouts'];
  readonly retry?: HTTPRouteRule['retry'];
};
type RouteSpec = {
  readonly parentRefs?: readonly ParentReference[];
  readonly hostnames?: readonly string[];
  readonly rules?: readonly RouteRule[];
};

/** The rules of every Gateway API route, in the order of the text; which one is asked first, the most specific match decides. */
export function gatewayApiRules(config: IstioConfig, directory: Directory): RuleSet[] {
  return [...config.httpRoutes, ...config.grpcRoutes, ...config.tlsRoutes, ...config.tcpRoutes].map((object) =>
    routeRules(object as ConfigObject<RouteKind, RouteSpec>, config, directory),
  );
}

function routeRules(object: ConfigObject<RouteKind, RouteSpec>, config: IstioConfig, directory: Directory): RuleSet {
  const { spec, source, metadata, kind } = object;
  const { namespace } = metadata;
  const protocol = kind === 'TLSRoute' ? 'tls' : kind === 'TCPRoute' ? 'tcp' : 'http';
  const written = spec.rules ?? [];
  const owner: RuleOwner = { kind, name: `${namespace}/${metadata.name}`, source, rules: written.length };
  const destinations = new Map<string, DestinationReference>();
  const mirrors: GraphEdge[] = [];
  const answer = protocol === 'http' ? answerWhenMissing.route : answerWhenMissing.connection;
  const refer = (backend: BackendRef, whenMissing: string): string => {
    const reference = {
      host: destinationHost(backend, namespace),
      subset: null,
      port: backend.port ?? null,
      whenMissing,
    };
    const id = destinationId(reference, directory);
    destinations.set(id, reference);
    return id;
  };
  const rules = written.map((rule, index): RuleCard => {
    const at = sourceInside(source, 'spec', 'rules', index);
    const id = `rule:${kind}/${owner.name}/${rule.name ?? `[${index}]`}`;
    const backends = (rule.backendRefs ?? []).map((backend, place) => ({
      source: sourceInside(at, 'backendRefs', place),
      label: backendLabel(backend, namespace),
      weight: backend.weight,
      target: refer(backend, answer),
    }));
    (rule.filters ?? []).forEach((filter, place) => {
      if (!filter.requestMirror) return;
      mirrors.push({
        id: `mirror:${id}#${place}`,
        from: id,
        to: refer(filter.requestMirror.backendRef, answerWhenMissing.mirror),
        fromRow: null,
        kind: 'mirror',
        percent: mirrorPercent(filter.requestMirror),
        source: sourceInside(at, 'filters', place),
        state: 'normal',
      });
    });
    const weights = backendRows(backends);
    return {
      type: 'rule',
      id,
      lane: 'rules',
      source: at,
      state: 'normal',
      reason: null,
      culprit: null,
      related: [],
      protocol,
      order: index + 1,
      owner,
      delegate: false,
      title: rule.name ?? '',
      rows: matchRows(rule, kind, at),
      actions: actionsOf(rule, at),
      weights,
      total: backendTotal(backends),
    };
  });
  return {
    owner,
    metadata,
    hosts: hostsOf(spec, namespace, source, config),
    gateways: parentsOf(spec, namespace, source),
    rules,
    edges: [...rules.flatMap(destinationEdges), ...mirrors],
    destinations,
    delegations: [],
    askedOrder: askedOrder(written, kind, source),
  };
}

/** The rules' places in the order in which the route alone would have them asked, each where its first match is (istio-semantics R11.2). */
function askedOrder(rules: readonly RouteRule[], kind: RouteKind, source: Source): number[] {
  if (kind === 'TLSRoute' || kind === 'TCPRoute') return [...rules.keys()];
  const matches = rules.flatMap((rule, index): HTTPRoute[] => {
    const at = sourceInside(source, 'spec', 'rules', index);
    const written = rule.matches?.length ? rule.matches : kind === 'HTTPRoute' ? [{}] : [];
    const converted = written.flatMap((match) =>
      kind === 'HTTPRoute'
        ? convertHttpMatch(match as HTTPRouteMatch)
        : (convertGrpcMatch(match as GRPCRouteMatch) ?? []),
    );
    return converted.length > 0 ? converted.map((match) => ({ match: [match], source: at })) : [{ source: at }];
  });
  return [...new Set(sortHttpRoutes(matches).map((route) => Number(route.source?.path.at(-1))))];
}

/** What Istio routes to nothing of is shown by its name. */
function destinationHost(backend: BackendRef, namespace: string): string {
  return (backendHost(backend, namespace) ?? backend.name).toLowerCase();
}

function backendLabel(backend: BackendRef, namespace: string): string {
  const port = backend.port === undefined ? '' : `:${backend.port}`;
  return shortHost(destinationHost(backend, namespace), namespace) + port;
}

/** A gateway parent's hosts are the route's hostnames (none: all), a mesh parent's are those of the service (istio-semantics R11.1, R11.9). */
function hostsOf(spec: RouteSpec, namespace: string, source: Source, config: IstioConfig): RuleSet['hosts'] {
  const parents = spec.parentRefs ?? [];
  const mesh = parents.flatMap((parent, index) =>
    meshHosts(parent, namespace, config).map((name) => ({
      written: parent.name,
      name: name.toLowerCase(),
      source: sourceInside(source, 'spec', 'parentRefs', index),
    })),
  );
  if (mesh.length > 0 && parents.every((parent) => parentKind(parent) !== 'Gateway')) return mesh;
  const hostnames = (spec.hostnames ?? []).map((written, index) => ({
    written,
    name: written.toLowerCase(),
    source: sourceInside(source, 'spec', 'hostnames', index),
  }));
  return [...(hostnames.length > 0 ? hostnames : [{ written: '*', name: '*', source }]), ...mesh];
}

/** The hosts of a mesh parent; of a ServiceEntry that is not there none are known but its name. */
function meshHosts(parent: ParentReference, routeNamespace: string, { serviceEntries }: IstioConfig): string[] {
  const { name, namespace = routeNamespace } = parent;
  const kind = parentKind(parent);
  if (kind === 'Service') return [serviceHost(name, namespace)];
  if (kind !== 'ServiceEntry') return [];
  const entry = serviceEntries.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
  return entry?.spec.hosts ?? [name];
}

/** Parents of other kinds bind a route to nothing. */
function parentsOf(spec: RouteSpec, namespace: string, source: Source): RuleSet['gateways'] {
  return (spec.parentRefs ?? []).flatMap((parent, index) => {
    if (parentKind(parent) === null) return [];
    const name = isMeshParent(parent) ? 'mesh' : `kubernetes:${parent.namespace ?? namespace}/${parent.name}`;
    return { name, source: sourceInside(source, 'spec', 'parentRefs', index) };
  });
}

function matchRows(rule: RouteRule, kind: RouteKind, at: Source): MatchRow[] {
  return (rule.matches ?? []).map((match, index) => {
    const source = sourceInside(at, 'matches', index);
    const chips =
      kind === 'GRPCRoute' ? grpcChips(match as GRPCRouteMatch, source) : httpChips(match as HTTPRouteMatch, source);
    return { source, chips, name: null, alarm: chips.length === 0, omitted: null };
  });
}

function httpChips(match: HTTPRouteMatch, source: Source): Chip[] {
  const chips: Chip[] = [];
  const { path, method } = match;
  if (path) {
    const operator = { Exact: 'exact', PathPrefix: 'prefix', RegularExpression: 'regex' } as const;
    chips.push(chip('path', operator[path.type ?? 'PathPrefix'], path.value ?? '/', sourceInside(source, 'path')));
  }
  if (method) chips.push(chip('method', 'exact', method, sourceInside(source, 'method')));
  return [
    ...chips,
    ...valueChips('header', match.headers, sourceInside(source, 'headers')),
    ...valueChips('query', match.queryParams, sourceInside(source, 'queryParams')),
  ];
}

function grpcChips(match: GRPCRouteMatch, source: Source): Chip[] {
  const chips: Chip[] = [];
  const operator = match.method?.type === 'RegularExpression' ? 'regex' : 'exact';
  for (const part of ['service', 'method'] as const) {
    const value = match.method?.[part];
    if (value) chips.push(chip(`gRPC ${part}`, operator, value, sourceInside(source, 'method', part)));
  }
  return [...chips, ...valueChips('header', match.headers, sourceInside(source, 'headers'))];
}

function valueChips(label: string, values: readonly ValueMatch[] | undefined, source: Source): Chip[] {
  return (values ?? []).map(({ type, name, value }, index) =>
    chip(`${label} ${name}`, type === 'RegularExpression' ? 'regex' : 'exact', value, sourceInside(source, index)),
  );
}

function chip(label: string, operator: Chip['operator'], value: string, source: Source): Chip {
  return { label, operator, value, negated: false, field: null, source };
}

function actionsOf(rule: RouteRule, at: Source): Action[] {
  const actions = (rule.filters ?? []).flatMap((filter, index) => {
    const action = filterAction(filter);
    return action ? [{ ...action, source: sourceInside(at, 'filters', index) }] : [];
  });
  const timeout = rule.timeouts?.request ?? rule.timeouts?.backendRequest;
  if (timeout) actions.push({ icon: 'timeout', label: `timeout ${timeout}`, source: sourceInside(at, 'timeouts') });
  if (rule.retry) {
    actions.push({ icon: 'retries', label: `retries ${rule.retry.attempts ?? 2}`, source: sourceInside(at, 'retry') });
  }
  return actions;
}

function filterAction(filter: RouteFilter): Omit<Action, 'source'> | null {
  if (filter.requestHeaderModifier || filter.responseHeaderModifier) return { icon: 'headers', label: 'headers' };
  if (filter.requestRedirect) {
    const { scheme, hostname, port, path, statusCode } = filter.requestRedirect;
    const target = `${scheme ? `${scheme}://` : ''}${hostname ?? ''}${port ? `:${port}` : ''}${pathWords(path)}`;
    return { icon: 'redirect', label: `redirect ${statusCode ?? 302} ${target}`.trimEnd() };
  }
  if (filter.urlRewrite) {
    const { hostname, path } = filter.urlRewrite;
    const words = [pathWords(path), hostname && `host ${hostname}`].filter(Boolean).join(', ');
    return { icon: 'rewrite', label: `rewrite ${words}`.trimEnd() };
  }
  if (filter.requestMirror) return { icon: 'mirror', label: 'mirror' };
  if (filter.cors) return { icon: 'cors', label: 'CORS' };
  return null;
}

function pathWords(path: PathModifier | undefined): string {
  return path?.replaceFullPath ?? path?.replacePrefixMatch ?? '';
}

function mirrorPercent({ percent, fraction }: NonNullable<RouteFilter['requestMirror']>): number {
  if (fraction) return (fraction.numerator / (fraction.denominator ?? 100)) * 100;
  return percent ?? 100;
}
