import type { RoutingEdit } from '../edits/routing-edit.ts';
import type { DestinationCard, GraphNode, HostCard, RuleCard } from '../graph/graph.ts';
import { serviceOfHost } from '../graph/host-name.ts';

/** The edit that makes a ghost real, with the words for its button; null where none can. */
export function createEdit(card: GraphNode): { readonly label: string; readonly edit: RoutingEdit } | null {
  if (card.state !== 'ghost') return null;
  if (card.type === 'destination') return createDestination(card);
  if (card.type === 'host' && card.kind === 'gateway') return createGateway(card);
  if (card.type === 'rule' && card.delegate) return createDelegate(card);
  return null;
}

function createDestination(card: DestinationCard) {
  const { host, subset, missing } = card;
  if (missing === 'subset' && subset !== null) {
    const labels = { version: subset };
    if (card.destinationRule) {
      const edit = { type: 'addSubset', destinationRule: card.destinationRule, name: subset, labels } as const;
      return { label: `Create subset ${subset}`, edit };
    }
    const subsets = [{ name: subset, labels }];
    return {
      label: 'Create DestinationRule',
      edit: { type: 'addDocument', value: destinationRule(host, subsets) } as const,
    };
  }
  if (missing !== 'host' || host.startsWith('*')) return null;
  const service = serviceOfHost(host);
  const value = service ? kubernetesService(service, card.port ?? 80) : serviceEntry(host, card.port ?? 80);
  return { label: `Create ${value.kind}`, edit: { type: 'addDocument', value } as const };
}

function createGateway(card: HostCard) {
  const [namespace = 'default', name = card.title] = (card.names[0] ?? '').replace('kubernetes:', '').split('/');
  const isKubernetes = card.id.startsWith('gateway:kubernetes:');
  const value = isKubernetes ? kubernetesGateway(name, namespace) : istioGateway(name, namespace);
  return { label: 'Create Gateway', edit: { type: 'addDocument', value } as const };
}

function createDelegate(card: RuleCard) {
  const [namespace = 'default', name = card.title] = card.title.split('/');
  const value = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name, namespace },
    spec: { http: [{ route: [{ destination: { host: name } }] }] },
  };
  return { label: 'Create delegate', edit: { type: 'addDocument', value } as const };
}

/** A DestinationRule document for a host, in the namespace of its service. */
export function destinationRule(host: string, subsets: readonly { name: string; labels: Record<string, string> }[]) {
  const service = serviceOfHost(host);
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: service?.name ?? nameOf(host), ...(service && { namespace: service.namespace }) },
    spec: { host: service?.name ?? host, subsets },
  };
}

/** A VirtualService document that sends everything for a host to it: what happens without one, made visible. */
export function virtualService(host: string) {
  const service = serviceOfHost(host);
  const name = service?.name ?? host;
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: service?.name ?? nameOf(host), ...(service && { namespace: service.namespace }) },
    spec: { hosts: [name], http: [{ route: [{ destination: { host: name } }] }] },
  };
}

function kubernetesService({ name, namespace }: { name: string; namespace: string }, port: number) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { selector: { app: name }, ports: [{ name: 'http', port }] },
  };
}

function serviceEntry(host: string, port: number) {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name: nameOf(host) },
    spec: {
      hosts: [host],
      location: 'MESH_EXTERNAL',
      resolution: 'DNS',
      ports: [{ number: port, name: 'http', protocol: 'HTTP' }],
    },
  };
}

function istioGateway(name: string, namespace: string) {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
    },
  };
}

function kubernetesGateway(name: string, namespace: string) {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace },
    spec: { gatewayClassName: 'istio', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
  };
}

/** A host as an object's name: lower-case letters, digits and dashes. */
function nameOf(host: string): string {
  return (
    host
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'external'
  );
}
