import { resolveGatewayName } from '../pilot/virtual-service-names.ts';
import type { ConfigObject } from '../istio/config.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import type { Destination, HTTPRoute, RouteDestination, VirtualService } from '../istio/virtual-service.ts';
import { destinationId, type DestinationReference, type Directory } from './directory.ts';
import type { GraphEdge, MatchRow, RuleCard } from './graph.ts';
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
  const destinations = new Map<string, DestinationReference>();
  const mirrors: GraphEdge[] = [];
  const delegations: { rule: RuleCard; to: string }[] = [];
  const hosts = (spec.hosts ?? []).map((written, index) => ({
    written,
    name: qualifiedHost(written, namespace),
    source: sourceInside(source, 'spec', 'hosts', index),
  }));

  const refer = (destination: Destination): string => {
    const reference = {
      host: qualifiedHost(destination.host, namespace),
      subset: destination.subset || null,
      port: destination.port?.number ?? null,
    };
    const id = destinationId(reference, directory);
    destinations.set(id, reference);
    return id;
  };
  const written = (routes: readonly RouteDestination[] | undefined, rule: Source): WrittenDestination[] =>
    (routes ?? []).map(({ destination, weight }, index) => ({
      source: sourceInside(rule, 'route', index),
      label: destinationLabel(destination, namespace),
      weight,
      target: refer(destination),
    }));
  const card = (
    protocol: RuleCard['protocol'],
    index: number,
    rules: number,
    content: {
      title: string;
      key: string;
      rows: MatchRow[];
      actions: RuleCard['actions'];
      routes: WrittenDestination[];
    },
  ): RuleCard => ({
    type: 'rule',
    id: `rule:VirtualService/${owner.name}/${protocol}/${content.key}`,
    lane: 'rules',
    source: sourceInside(source, 'spec', protocol, index),
    state: 'normal',
    reason: null,
    culprit: null,
    related: [],
    protocol,
    order: index + 1,
    owner: { ...owner, rules },
    delegate: hosts.length === 0,
    title: content.title,
    rows: content.rows,
    actions: content.actions,
    weights: weightRows(content.routes),
    total: totalWeight(content.routes),
  });

  const names = new Map<string, number>();
  const http = (spec.http ?? []).map((route, index, all) => {
    const at = sourceInside(source, 'spec', 'http', index);
    const rule = card('http', index, all.length, {
      title: route.name ?? '',
      key: ruleKey(route.name, index, names),
      rows: httpMatchRows(route.match, at),
      actions: httpActions(route, at),
      routes: written(route.route, at),
    });
    for (const mirror of mirrorsOf(route, at)) {
      mirrors.push({
        id: `mirror:${rule.id}#${mirrors.length}`,
        from: rule.id,
        to: refer(mirror.destination),
        fromRow: null,
        kind: 'mirror',
        percent: mirror.percent,
        source: mirror.source,
        state: 'normal',
      });
    }
    if (route.delegate?.name) {
      delegations.push({ rule, to: `${route.delegate.namespace || namespace}/${route.delegate.name}` });
    }
    return rule;
  });
  const l4 = (['tls', 'tcp'] as const).flatMap((protocol) =>
    (spec[protocol] ?? []).map((route, index, all) => {
      const at = sourceInside(source, 'spec', protocol, index);
      return card(protocol, index, all.length, {
        title: '',
        key: `[${index}]`,
        rows: l4MatchRows(route.match, at),
        actions: [],
        routes: written(route.route, at),
      });
    }),
  );
  const rules = [...http, ...l4];
  return {
    owner,
    namespace,
    hosts,
    gateways: gatewaysOf(spec, namespace, source),
    rules,
    edges: [...rules.flatMap(destinationEdges), ...mirrors],
    destinations,
    delegations,
    created: metadata.creationTimestamp,
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
