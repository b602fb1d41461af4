import type { HTTPMatchRequest } from '../istio/virtual-service.ts';
import { loneRow, type Row } from './destination-rows.ts';
import { narrowMatches } from './narrow-match.ts';
import type { RouteMatch } from './rollout-plan.ts';
import type { ManagedRoute, StepState } from './step-state.ts';

/** An http rule as it is written. */
export type RuleValue = Readonly<Record<string, unknown>>;

const replaced: Readonly<Record<ManagedRoute['type'], ReadonlySet<string>>> = {
  header: new Set(['name', 'match', 'route']),
  mirror: new Set([
    'name',
    'match',
    'route',
    'mirror',
    'mirrors',
    'mirrorPercent',
    'mirror_percent',
    'mirrorPercentage',
  ]),
};

/**
 * The rule that puts a managed route into force, to stand before the plan's rule: that rule with all its policies, narrowed to the requests of the route.
 * A header route sends them to its subset; a mirror route leaves them their destinations (`rows`) and mirrors to its subset, in place of a mirror of the
 * rule's own. Gives the sentence why not where a VirtualService cannot say it.
 */
export function managedRule(
  rule: RuleValue,
  rows: readonly Row[],
  route: ManagedRoute,
  weights: StepState['weights'],
  namespace: string,
): RuleValue | string {
  const target = loneRow(rows, weights, route.subset, namespace);
  if (!target) return `The plan has no subset ${route.subset}.`;
  const match = narrowMatches(matchesOf(rule), conditionsOf(route));
  if (typeof match === 'string') return match;
  const kept = Object.entries(rule).filter(([key]) => !replaced[route.type].has(key));
  const action =
    route.type === 'header'
      ? { route: [target] }
      : { route: rows, mirror: target['destination'], mirrorPercentage: { value: route.percentage } };
  return { name: route.name, match, ...action, ...Object.fromEntries(kept) };
}

function conditionsOf(route: ManagedRoute): readonly RouteMatch[] {
  if (route.type === 'mirror') return route.match;
  return route.match.map(({ headerName, headerValue }) => ({ headers: { [headerName]: headerValue } }));
}

/** The rule took effect, so its matches are what admission lets through. */
function matchesOf(rule: RuleValue): readonly HTTPMatchRequest[] {
  return Array.isArray(rule['match']) ? (rule['match'] as HTTPMatchRequest[]) : [];
}
