import { sampleRegex } from '../envoy/sample-regex.ts';
import { hasLabels } from '../istio/labels.ts';
import { resolveGatewayName } from '../pilot/virtual-service-names.ts';
import type { ConfigObject, IstioConfig } from '../istio/config.ts';
import type { HTTPRouteSpec, ParentReference } from '../istio/gateway-api.ts';
import { parentKind } from '../istio/gateway-api-reference.ts';
import type { Server } from '../istio/gateway.ts';
import type { HTTPMatchRequest, StringMatch, VirtualService } from '../istio/virtual-service.ts';
import { readRoutingTests } from '../routetest/read-routing-tests.ts';
import type { Caller } from '../istio/caller.ts';
import { scalarText } from '../yaml/scalar-text.ts';
import type { ReadText } from './read-text.ts';
import { servicePort } from './service-ports.ts';
import type { Ask } from './workspace.ts';

/** A question worth asking of a workspace that was just opened: its own first test, else one that the first rule answers. */
export function firstQuestion({ stream, decoded: { config } }: Pick<ReadText, 'stream' | 'decoded'>): Ask {
  const test = readRoutingTests(config.others, scalarText(stream))[0]?.tests[0];
  if (test) return { caller: test.from, ...test.request };
  const object = config.virtualServices.find(({ spec }) => (spec.hosts ?? []).length > 0);
  if (object) return questionFor(object, config);
  const [route] = config.httpRoutes;
  if (route) return questionForRoute(route, config);
  const [service] = config.services;
  const caller = { namespace: service?.metadata.namespace ?? 'default', labels: {} };
  if (!service) return { caller, method: 'GET', url: '', headers: [] };
  const port = service.spec.ports?.[0]?.port ?? null;
  return { caller, method: 'GET', url: urlOf('http', service.metadata.name, port, '/'), headers: [] };
}

function questionFor(object: ConfigObject<'VirtualService', VirtualService>, config: IstioConfig): Ask {
  const { metadata, spec } = object;
  const match = spec.http?.find((rule) => rule.match?.length)?.match?.[0] ?? {};
  const host = concrete(spec.hosts?.[0] ?? '');
  const path = textFor(match.uri) ?? '/';
  const gateway = gatewayOf(object, config);
  const caller = gateway?.caller ?? sidecarFor(match, metadata.namespace, host, config);
  const { scheme, port } = gateway ?? {
    scheme: 'http',
    port: match.port ?? servicePort(host, metadata.namespace, config),
  };
  return {
    caller,
    method: textFor(match.method) ?? 'GET',
    url: urlOf(scheme, host, port, path.startsWith('/') ? path : `/${path}`),
    headers: Object.entries(match.headers ?? {}).flatMap(([name, value]) => {
      const text = Object.keys(value).length === 0 ? '' : textFor(value);
      return text === null ? [] : [[name, text] as const];
    }),
  };
}

/** A text that a match takes; null where it asks nothing, or where none was found. */
function textFor(match: StringMatch | undefined): string | null {
  return match?.exact ?? match?.prefix ?? (match?.regex === undefined ? null : sampleRegex(match.regex));
}

/** The gateway through which a VirtualService that does not serve the mesh is reached. */
function gatewayOf({ metadata, spec }: ConfigObject<'VirtualService', VirtualService>, config: IstioConfig) {
  const names = spec.gateways ?? ['mesh'];
  if (names.includes('mesh') || names[0] === undefined) return null;
  const [first] = names;
  const [namespace, name] = resolveGatewayName(first, metadata.namespace).split('/');
  const gateway = config.gateways.find(
    (candidate) => candidate.metadata.name === name && candidate.metadata.namespace === namespace,
  );
  const labels = gateway?.spec.selector ?? { istio: 'ingressgateway' };
  const pod = config.pods.find(({ metadata: { labels: own } }) => hasLabels(own, labels));
  const atIstio = labels['istio'] === 'ingressgateway';
  const caller: Caller = {
    gateway: pod
      ? { namespace: pod.metadata.namespace, labels: pod.metadata.labels }
      : { namespace: atIstio ? 'istio-system' : (namespace ?? metadata.namespace), labels },
  };
  const server = gateway?.spec.servers?.find(({ port }) => /^(?:HTTP|HTTPS|HTTP2|GRPC)$/i.test(port.protocol));
  return { caller, ...dialledAt(server) };
}

function dialledAt(server: Server | undefined): { scheme: string; port: number } {
  if (!server) return { scheme: 'http', port: 80 };
  return { scheme: server.port.protocol.toUpperCase() === 'HTTPS' ? 'https' : 'http', port: server.port.number };
}

/** The question that the first match of an HTTPRoute answers: by way of its Gateway, or from inside the mesh where its parent is a Service. */
function questionForRoute({ metadata, spec }: ConfigObject<'HTTPRoute', HTTPRouteSpec>, config: IstioConfig): Ask {
  const match = spec.rules?.find((rule) => rule.matches?.length)?.matches?.[0] ?? {};
  const [parent] = spec.parentRefs ?? [];
  const inMesh = parent && parentKind(parent) === 'Service';
  const path = (match.path && valueFor(match.path)) ?? '/';
  return {
    ...(inMesh
      ? askedInMesh(parent, metadata.namespace, path, config)
      : askedOfGateway(parent, metadata.namespace, spec.hostnames?.[0], path, config)),
    method: match.method ?? 'GET',
    headers: (match.headers ?? []).flatMap((header) => {
      const value = valueFor(header);
      return value === null ? [] : [[header.name, value] as const];
    }),
  };
}

/** A text that a match of the Gateway API takes; null where none was found. */
function valueFor({ type, value }: { readonly type?: string; readonly value?: string }): string | null {
  return type === 'RegularExpression' ? sampleRegex(value ?? '') : (value ?? null);
}

function askedInMesh({ name, namespace: own, port }: ParentReference, near: string, path: string, config: IstioConfig) {
  const namespace = own ?? near;
  const host = namespace === near ? name : `${name}.${namespace}`;
  const url = urlOf('http', host, port ?? servicePort(host, near, config), path);
  return { caller: sidecarFor({}, near, host, config), url };
}

function askedOfGateway(
  parent: ParentReference | undefined,
  near: string,
  hostname: string | undefined,
  path: string,
  config: IstioConfig,
) {
  const name = parent?.name ?? config.kubernetesGateways[0]?.metadata.name ?? '';
  const namespace = parent?.namespace ?? near;
  const gateway = config.kubernetesGateways.find(
    (candidate) => candidate.metadata.name === name && candidate.metadata.namespace === namespace,
  );
  const listener = gateway?.spec.listeners?.find(
    ({ name: section, protocol, port }) =>
      /^HTTPS?$/.test(protocol) &&
      (parent?.sectionName === undefined || parent.sectionName === section) &&
      (parent?.port === undefined || parent.port === port),
  );
  const scheme = listener?.protocol === 'HTTPS' ? 'https' : 'http';
  const host = concrete(hostname ?? listener?.hostname ?? '*');
  const labels = { 'gateway.networking.k8s.io/gateway-name': name };
  return { caller: { gateway: { namespace, labels } }, url: urlOf(scheme, host, listener?.port ?? null, path) };
}

/** A workload that the match is meant for, else any that is not the called one itself. */
function sidecarFor(
  match: Pick<HTTPMatchRequest, 'sourceNamespace' | 'sourceLabels'>,
  namespace: string,
  host: string,
  config: IstioConfig,
): Caller {
  const from = match.sourceNamespace ?? namespace;
  if (match.sourceLabels) return { namespace: from, labels: match.sourceLabels };
  const called = host.split('.')[0];
  const workload = config.workloads.find(
    ({ metadata, spec }) => metadata.namespace === from && spec.template?.metadata?.labels?.['app'] !== called,
  );
  return { namespace: from, labels: workload?.spec.template?.metadata?.labels ?? {} };
}

/** A host that a pattern covers. */
function concrete(host: string): string {
  if (host === '*') return 'example.com';
  return host.startsWith('*') ? `www${host.slice(1).replace(/^(?!\.)/, '.')}` : host;
}

function urlOf(scheme: string, host: string, port: number | null, path: string): string {
  const implied = port === null || port === (scheme === 'https' ? 443 : 80);
  return `${scheme}://${host}${implied ? '' : `:${port}`}${path}`;
}
