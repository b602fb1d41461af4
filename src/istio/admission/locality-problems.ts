import type { YamlPath } from '../../yaml/yaml-path.ts';
import type {
  LocalityLoadBalancerSetting,
  OutlierDetection,
  ZoneAwareLoadBalancerSetting,
} from '../destination-rule.ts';
import { refusal, remark, type Problems } from './admission-problem.ts';

const topologyLabels: ReadonlySet<string> = new Set([
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
]);

const refuse = (path: YamlPath, message: string) => refusal('webhook.locality', path, message);

/** Locality load balancing that Istio refuses or remarks on (checks.md D-19..D-24, agent/validation.go:ValidateLocalityLbSetting). */
export function* localityProblems(
  setting: LocalityLoadBalancerSetting | undefined,
  outlier: OutlierDetection | undefined,
  path: YamlPath,
): Problems {
  if (!setting) return;
  const { distribute = [], failover = [], failoverPriority = [] } = setting;
  if (distribute.length > 0 && failover.length > 0) {
    yield refuse(path, 'Only one of `distribute` and `failover` can stand here.');
    return;
  }
  if (failover.length > 0 && failoverPriority.some((label) => topologyLabels.has(label)))
    yield refuse(
      [...path, 'failoverPriority'],
      'Beside `failover` no label of region, zone or subzone can stand here.',
    );
  for (const [index, { to = {} }] of distribute.entries()) {
    const place = [...path, 'distribute', index, 'to'];
    const weights = Object.values(to);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (weights.some((weight) => weight < 1 || weight > 100)) yield refuse(place, 'Each weight is from 1 to 100.');
    else if (total !== 100) yield refuse(place, `The weights must add up to 100, not ${total}.`);
    else yield* overlapProblems(Object.keys(to), (locality) => [...place, locality]);
  }
  const sources = distribute.map(({ from = '' }) => from);
  yield* overlapProblems(sources, (_, index) => [...path, 'distribute', index, 'from']);
  yield* failoverProblems(setting, outlier, path);
}

/** As `localityProblems` for zone-aware load balancing (checks.md D-23..D-25, agent/validation.go:ValidateZoneAwareLbSetting). */
export function* zoneAwareProblems(
  setting: ZoneAwareLoadBalancerSetting | undefined,
  outlier: OutlierDetection | undefined,
  path: YamlPath,
): Problems {
  if (!setting) return;
  for (const [index, label] of (setting.failoverPriority ?? []).entries())
    if (topologyLabels.has(label))
      yield refuse([...path, 'failoverPriority', index], 'Region, zone and subzone are taken care of already.');
  yield* failoverProblems(setting, outlier, path);
}

function* failoverProblems(
  { failover = [], failoverPriority = [] }: LocalityLoadBalancerSetting,
  outlier: OutlierDetection | undefined,
  path: YamlPath,
): Problems {
  if ((failover.length > 0 || failoverPriority.length > 0) && !outlier)
    yield remark('webhook.failover', path, 'Without `outlierDetection` nothing ever fails over.');
  for (const [index, { from = '', to = '' }] of failover.entries()) {
    const place = [...path, 'failover', index];
    if (from === to) yield refuse(place, '`from` and `to` must be different regions.');
    if ((from + to).includes('/')) yield refuse(place, 'Failover is between regions; zones cannot be named.');
    if ((from + to).includes('*')) yield refuse(place, 'A region cannot hold `*` here.');
  }
}

/** Localities that are malformed, or overlap one that stands before them, as far as Istio sees it (checks.md D-22, agent/validation.go:validateLocalities). */
function* overlapProblems(
  localities: readonly string[],
  pathOf: (locality: string, index: number) => YamlPath,
): Problems {
  for (const [index, locality] of localities.entries()) {
    const path = pathOf(locality, index);
    if (/\*./s.test(locality)) yield refuse(path, 'A `*` can only stand at the end of a locality.');
    if (segments(locality).includes('')) yield refuse(path, `A part of \`${locality}\` is empty.`);
    const other = localities.slice(0, index).find((earlier) => isOverlap(earlier, locality));
    if (other !== undefined) yield refuse(path, `\`${locality}\` overlaps \`${other}\`.`);
  }
}

/** region, zone and the rest. */
function segments(locality: string): string[] {
  const [region = '', zone, ...rest] = locality.split('/');
  return [region, ...(zone === undefined ? [] : [zone]), ...(rest.length > 0 ? [rest.join('/')] : [])];
}

/** Whether the earlier locality covers the later one, or stands inside it by name; a later `*` over an earlier name is not seen. */
function isOverlap(earlier: string, later: string): boolean {
  const before = segments(earlier);
  const after = segments(later);
  const covering = before.at(-1) === '*' ? before.slice(0, -1) : before;
  const startsWith = (whole: string[], start: string[]) => start.every((segment, index) => whole[index] === segment);
  return startsWith(after, covering) || startsWith(before, after);
}
