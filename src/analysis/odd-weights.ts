import { apportion } from '../edits/weights.ts';
import type { ConfigObject } from '../istio/config.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import type { RouteDestination, VirtualService } from '../istio/virtual-service.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';

/**
 * Weights that do not mean what they seem to: among several destinations one without a weight gets nothing, a total other than 100 is shared in proportion,
 * a lone destination gets everything whatever its weight (istio-semantics R4; checks.md F-16 to F-18, KIA1104).
 */
export function oddWeights({ spec, source }: ConfigObject<'VirtualService', VirtualService>): Finding[] {
  return (['http', 'tls', 'tcp'] as const).flatMap((protocol) =>
    (spec[protocol] ?? []).flatMap(({ route = [] }, index) => {
      const rule = sourceInside(source, 'spec', protocol, index);
      return route.length === 1 ? loneWeight(route, rule) : missingWeights(route, rule).concat(oddTotal(route, rule));
    }),
  );
}

function loneWeight([only]: readonly RouteDestination[], rule: Source): Finding[] {
  if (only?.weight === undefined || only.weight === 100) return [];
  return [
    makeFinding({
      code: 'weights.single',
      severity: 'info',
      message: `The only destination of a rule gets all of its requests, whatever its weight (here ${only.weight}).`,
      source: sourceInside(rule, 'route', 0, 'weight'),
      fixes: [{ label: 'Make it 100', edit: { type: 'setWeights', rule, weights: [100] } }],
    }),
  ];
}

function missingWeights(route: readonly RouteDestination[], rule: Source): Finding[] {
  const missing = route.flatMap(({ weight }, index) => (weight === undefined ? [index] : []));
  const given = totalOf(route);
  if (missing.length === 0 || given === 0) return [];
  const rest = apportion(
    missing.map(() => 1),
    Math.max(0, 100 - given),
  );
  const weights = route.map(({ weight }, index) => weight ?? rest[missing.indexOf(index)] ?? 0);
  return missing.map((index) =>
    makeFinding({
      code: 'weights.missing',
      severity: 'warning',
      message: 'Beside destinations with a weight, one without a weight gets no traffic.',
      source: sourceInside(rule, 'route', index),
      fixes: given < 100 ? [{ label: 'Give it what is left of 100', edit: { type: 'setWeights', rule, weights } }] : [],
    }),
  );
}

function oddTotal(route: readonly RouteDestination[], rule: Source): Finding[] {
  const total = totalOf(route);
  const written = route.map(({ weight = 0 }) => weight);
  if (total === 0 || total === 100 || route.some(({ weight }) => weight === undefined)) return [];
  const shares = written.map((weight) => `${Math.round((weight * 1000) / total) / 10} %`);
  return [
    makeFinding({
      code: 'weights.total',
      severity: 'info',
      message: `The weights add up to ${total}, so the shares are ${shares.join(', ')}.`,
      source: sourceInside(rule, 'route'),
      fixes: [{ label: 'Make it 100', edit: { type: 'setWeights', rule, weights: apportion(written, 100) } }],
    }),
  ];
}

function totalOf(route: readonly RouteDestination[]): number {
  return route.reduce((sum, { weight = 0 }) => sum + weight, 0);
}
