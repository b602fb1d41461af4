import { resolveGatewayName } from '../pilot/virtual-service-names.ts';
import type { ConfigObject } from '../istio/config.ts';
import { isSameSource, sourceInside, type Source } from '../istio/source.ts';
import type {
  Destination,
  HTTPRoute,
  RouteDestination,
  TCPRoute,
  TLSRoute,
  VirtualService,
} from '../istio/virtual-service.ts';
import { answerWhenMissing, destinationId, type DestinationReference, type Directory } from './directory.ts';
import type { GraphEdge, RuleCard, RuleOwner } from './graph.ts';
import { qualifiedHost, shortHost } from './host-name.ts';
import { httpMatchRows, l4MatchRows } from './match-rows.ts';
import { httpActions } from './rule-actions.ts';
import { destinationEdges, type RuleSet } from './rule-set.ts';
import { totalWeight, weightRows, type WrittenDestination } from './weight-rows.ts';

/** The rules of a VirtualService: http, then tls, then tcp, each in the order of the text. */
export function virtualServiceRules(
  object: ConfigObject<'VirtualService', VirtualService>,
  directory: Directory,
): RuleSet {
  const { spec, source, metadata } = object;
  const { namespace } = metadata;
  const owner = { kind: 'VirtualService', name: `${namespace}/${metadata.name}`, source } as const;
  const hosts = (spec.hosts ?? []).map((written, index) => ({
    written,
    name: qualifiedHost(written, namespace),
    source: sourceInside(source, 'spec', 'hosts', index),
  }));
  const context = { owner, namespace, isDelegate: hosts.length === 0, directory };
  const names = new Map<string, number>();
  const drawn = [
    ...(spec.http ?? []).map((rule, index, all) => {
      const place = { protocol: 'http', index, count: all.length, key: ruleKey(rule.name, index, names) } as const;
      return drawnOnce(rule, place, context, drawHttpRule);
    }),
    ...(['tls', 'tcp'] as const).flatMap((protocol) =>
      (spec[protocol] ?? []).map((rule, index, all) => {
        const place = { protocol, index, count: all.length, key: `[${index}]` };
        return drawnOnce(rule, place, context, drawL4Rule);
      }),
    ),
  ];
  return {
    owner,
    metadata,
    hosts,
    gateways: gatewaysOf(spec, namespace, source),
    rules: drawn.map(({ card }) => card),
    edges: [...drawn.flatMap(({ edges }) => edges), ...drawn.flatMap(({ mirrors }) => mirrors)],
    destinations: new Map(drawn.flatMap(({ destinations }) => destinations)),
    delegations: drawn.flatMap(({ card, delegatesTo }) =>
      delegatesTo === null ? [] : { rule: card, to: delegatesTo },
    ),
    askedOrder: null,
  };
}

/** What a rule's drawing rests on besides the rule and its place. */
type RuleContext = {
  readonly owner: Omit<RuleOwner, 'rules'>;
  readonly namespace: string;
  readonly isDelegate: boolean;
  readonly directory: Directory;
};

/** Where a rule stands among the rules of its protocol, and by what it is known there. */
type RulePlace = {
  readonly protocol: RuleCard['protocol'];
  readonly index: number;
  readonly count: number;
  readonly key: string;
};

/** What one rule brings into the picture. */
type DrawnRule = {
  readonly card: RuleCard;
  readonly edges: readonly GraphEdge[];
  readonly mirrors: readonly GraphEdge[];
  readonly destinations: readonly (readonly [id: string, reference: DestinationReference])[];
  /** `namespace/name` of the VirtualService that the rule hands over to. */
  readonly delegatesTo: string | null;
};

type Kept = { readonly place: RulePlace; readonly context: RuleContext; readonly drawn: DrawnRule };
const knownRules = new WeakMap<object, Kept>();

/** Draws a rule, or hands out the drawing of before: of hundreds of rules of one object an edit changes one. */
function drawnOnce<Rule extends object>(
  rule: Rule,
  place: RulePlace,
  context: RuleContext,
  draw: (rule: Rule, place: RulePlace, context: RuleContext) => DrawnRule,
): DrawnRule {
  const known = knownRules.get(rule);
  if (known && isSamePlace(known.place, place) && isSameContext(known.context, context)) return known.drawn;
  const drawn = draw(rule, place, context);
  knownRules.set(rule, { place, context, drawn });
  return drawn;
}

function isSamePlace(a: RulePlace, b: RulePlace): boolean {
  return a.protocol === b.protocol && a.index === b.index && a.count === b.count && a.key === b.key;
}

function isSameContext(a: RuleContext, b: RuleContext): boolean {
  return (
    a.directory === b.directory &&
    a.namespace === b.namespace &&
    a.isDelegate === b.isDelegate &&
    a.owner.name === b.owner.name &&
    isSameSource(a.owner.source, b.owner.source)
  );
}

function drawHttpRule(rule: HTTPRoute, place: RulePlace, context: RuleContext): DrawnRule {
  const { namespace } = context;
  const at = sourceInside(context.owner.source, 'spec', 'http', place.index);
  const routes = writtenRoutes(rule.route, at, { ...context, whenMissing: answerWhenMissing.VirtualService });
  const card = ruleCard(place, context, {
    title: rule.name ?? '',
    rows: httpMatchRows(rule.match, at),
    actions: httpActions(rule, at),
    routes,
  });
  const mirrored = mirrorsOf(rule, at).map((mirror) => ({
    ...mirror,
    ...referTo(mirror.destination, answerWhenMissing.mirror, context),
  }));
  const { delegate } = rule;
  return {
    card,
    edges: destinationEdges(card),
    mirrors: mirrored.map(({ id, percent, source }, index) => ({
      id: `mirror:${card.id}#${index}`,
      from: card.id,
      to: id,
      fromRow: null,
      kind: 'mirror',
      percent,
      source,
      state: 'normal',
    })),
    destinations: [...routes, ...mirrored].map(({ id, reference }) => [id, reference]),
    delegatesTo: delegate?.name ? `${delegate.namespace || namespace}/${delegate.name}` : null,
  };
}

function drawL4Rule(rule: TLSRoute | TCPRoute, place: RulePlace, context: RuleContext): DrawnRule {
  const at = sourceInside(context.owner.source, 'spec', place.protocol, place.index);
  const routes = writtenRoutes(rule.route, at, { ...context, whenMissing: answerWhenMissing.connection });
  const card = ruleCard(place, context, { title: '', rows: l4MatchRows(rule.match, at), actions: [], routes });
  return {
    card,
    edges: destinationEdges(card),
    mirrors: [],
    destinations: routes.map(({ id, reference }) => [id, reference]),
    delegatesTo: null,
  };
}

type Referred = { readonly id: string; readonly reference: DestinationReference };

/** The card that a destination leads to. */
function referTo(
  { host, subset, port }: Destination,
  whenMissing: string,
  { namespace, directory }: RuleContext,
): Referred {
  const name = qualifiedHost(host, namespace);
  const reference = { host: name, subset: subset || null, port: port?.number ?? null, whenMissing };
  return { id: destinationId(reference, directory), reference };
}

function writtenRoutes(
  routes: readonly RouteDestination[] | undefined,
  rule: Source,
  { whenMissing, ...context }: RuleContext & Pick<DestinationReference, 'whenMissing'>,
): (WrittenDestination & Referred)[] {
  return (routes ?? []).map(({ destination, weight }, index) => {
    const referred = referTo(destination, whenMissing, context);
    return {
      source: sourceInside(rule, 'route', index),
      label: destinationLabel(destination, context.namespace),
      weight,
      target: referred.id,
      ...referred,
    };
  });
}

type CardContent = Pick<RuleCard, 'title' | 'rows' | 'actions'> & { readonly routes: readonly WrittenDestination[] };

function ruleCard(
  { protocol, index, count, key }: RulePlace,
  { owner, isDelegate }: RuleContext,
  { title, rows, actions, routes }: CardContent,
): RuleCard {
  return {
    type: 'rule',
    id: `rule:VirtualService/${owner.name}/${protocol}/${key}`,
    lane: 'rules',
    source: sourceInside(owner.source, 'spec', protocol, index),
    state: 'normal',
    reason: null,
    culprit: null,
    related: [],
    protocol,
    order: index + 1,
    owner: { ...owner, rules: count },
    delegate: isDelegate,
    title,
    rows,
    actions,
    weights: weightRows(routes),
    total: totalWeight(routes),
  };
}

/** A rule is known by its name; without one, or where the name repeats, by its place. */
function ruleKey(name: string | undefined, index: number, names: Map<string, number>): string {
  if (!name || names.has(name)) return `[${index}]`;
  names.set(name, index);
  return name;
}

function destinationLabel({ host, subset, port }: Destination, namespace: string): string {
  const at = port?.number === undefined ? '' : `:${port.number}`;
  return [shortHost(qualifiedHost(host, namespace), namespace) + at, subset].filter(Boolean).join(' ');
}

/** Without gateways a VirtualService is for the sidecars of the mesh (istio-semantics R2.6). */
function gatewaysOf(spec: VirtualService, namespace: string, source: Source): RuleSet['gateways'] {
  if (!spec.gateways?.length) return [{ name: 'mesh', source: sourceInside(source, 'spec') }];
  return spec.gateways.map((gateway, index) => ({
    name: resolveGatewayName(gateway, namespace),
    source: sourceInside(source, 'spec', 'gateways', index),
  }));
}

/** Every mirror with its share; `mirrors` and `mirror` exclude each other, a mirror without a percentage copies everything (R5.7). */
function mirrorsOf(route: HTTPRoute, rule: Source) {
  const several = (route.mirrors ?? []).map(({ destination, percentage }, index) => ({
    destination,
    percent: percentage ? (percentage.value ?? 0) : 100,
    source: sourceInside(rule, 'mirrors', index),
  }));
  if (!route.mirror) return several;
  const { mirrorPercentage: share, mirrorPercent, mirror_percent: old } = route;
  const percent = share ? (share.value ?? 0) : (mirrorPercent ?? old ?? 100);
  return [{ destination: route.mirror, percent, source: sourceInside(rule, 'mirror') }, ...several];
}
