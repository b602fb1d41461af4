import type { ConfigObject, IstioConfig } from '../istio/config.ts';
import type { BackendRef } from '../istio/gateway-api.ts';
import type { RouteDestination } from '../istio/virtual-service.ts';
import type { StepAction } from './rollout-plan.ts';

/** The lists of rules that a plan can be about: three of a VirtualService, and those of the Gateway API's routes. */
export type RuleKind = 'http' | 'tls' | 'tcp' | 'httpRoute' | 'grpcRoute' | 'tlsRoute' | 'tcpRoute';

/** A rule of any kind, as far as all kinds are alike. */
export type RuleSpec = {
  readonly name?: string;
  readonly route?: readonly RouteDestination[];
  readonly backendRefs?: readonly BackendRef[];
};

/** An object that has rules. */
export type RuleObject = ConfigObject<string, object>;

/** What tells one kind of rule from another: everything that reads or writes a rule goes by this. */
export type RuleKindTraits = {
  /** The kind of the object that has the rules. */
  readonly object: 'VirtualService' | 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute' | 'TCPRoute';
  /** The fields of a plan's `rule` that name the object, and the rule in it. */
  readonly objectField: 'virtualService' | 'httpRoute' | 'grpcRoute' | 'tlsRoute' | 'tcpRoute';
  readonly ruleField: 'http' | 'tls' | 'tcp' | 'rule';
  /** Where the objects are in the configuration, and the rules under an object's `spec`. */
  readonly objects: 'virtualServices' | 'httpRoutes' | 'grpcRoutes' | 'tlsRoutes' | 'tcpRoutes';
  readonly list: 'http' | 'tls' | 'tcp' | 'rules';
  /** Where a rule lists what it sends to. */
  readonly destinations: 'route' | 'backendRefs';
  /** Whether a rule can have a name; those without are known by their index alone. */
  readonly rules: 'named' | 'nameless';
  /** What the rule sends on: of a connection nothing is known that a route of the plan could go by. */
  readonly carries: 'requests' | 'connections';
};

const ofVirtualService = {
  object: 'VirtualService',
  objectField: 'virtualService',
  objects: 'virtualServices',
  destinations: 'route',
} as const;
const ofGatewayApi = { ruleField: 'rule', list: 'rules', destinations: 'backendRefs', rules: 'named' } as const;
const requests = { carries: 'requests' } as const;
const connections = { carries: 'connections' } as const;

/** The kinds, in the order that people meet them. */
export const ruleKinds: Readonly<Record<RuleKind, RuleKindTraits>> = {
  http: { ...ofVirtualService, ruleField: 'http', list: 'http', rules: 'named', ...requests },
  tls: { ...ofVirtualService, ruleField: 'tls', list: 'tls', rules: 'nameless', ...connections },
  tcp: { ...ofVirtualService, ruleField: 'tcp', list: 'tcp', rules: 'nameless', ...connections },
  httpRoute: { ...ofGatewayApi, object: 'HTTPRoute', objectField: 'httpRoute', objects: 'httpRoutes', ...requests },
  grpcRoute: { ...ofGatewayApi, object: 'GRPCRoute', objectField: 'grpcRoute', objects: 'grpcRoutes', ...requests },
  tlsRoute: { ...ofGatewayApi, object: 'TLSRoute', objectField: 'tlsRoute', objects: 'tlsRoutes', ...connections },
  tcpRoute: { ...ofGatewayApi, object: 'TCPRoute', objectField: 'tcpRoute', objects: 'tcpRoutes', ...connections },
};

/** All kinds, in that order. */
export const allRuleKinds = Object.keys(ruleKinds) as readonly RuleKind[];

/** Whether the versions of a rule are backends of the Gateway API: Services, where a VirtualService has subsets. */
export function sendsToBackends(kind: RuleKind): boolean {
  return ruleKinds[kind].destinations === 'backendRefs';
}

/** The objects of the configuration that have rules of a kind. */
export function objectsOf(config: IstioConfig, kind: RuleKind): readonly RuleObject[] {
  return config[ruleKinds[kind].objects];
}

/** The rules of a kind that an object has. */
export function rulesOf({ spec }: RuleObject, kind: RuleKind): readonly RuleSpec[] {
  // The schema of the object's kind let the list through.
  const lists = spec as Readonly<Record<string, readonly RuleSpec[] | undefined>>;
  return lists[ruleKinds[kind].list] ?? [];
}

/** Why a step cannot be made on a rule of the kind, in one sentence; null where it can. */
export function stepRefusal(kind: RuleKind, { type }: Pick<StepAction, 'type'>): string | null {
  const { carries, object, list } = ruleKinds[kind];
  if (carries === 'requests' || (type !== 'setHeaderRoute' && type !== 'setMirrorRoute')) return null;
  const rule = object === 'VirtualService' ? `A ${list} rule of a VirtualService` : `A rule of a ${object}`;
  const what = type === 'setHeaderRoute' ? 'there is no header to tell testers by' : 'there is no request to mirror';
  return `${rule} sees connections, not requests: ${what}, only weights can move.`;
}
