import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { HTTPRoute } from '../virtual-service.ts';
import { refusal, remark, type Problems } from './admission-problem.ts';
import { corsProblems } from './cors-problems.ts';
import { destinationProblems, routeDestinationProblems, type DestinationCheck } from './destination-problems.ts';
import { directResponseProblems } from './direct-response-problems.ts';
import { durationProblems } from './duration-problems.ts';
import { faultProblems } from './fault-problems.ts';
import { headerOperationProblems, isAuthorityHeader } from './header-operation-problems.ts';
import { httpMatchProblems } from './http-match-problems.ts';
import { redirectProblems } from './redirect-problems.ts';
import { retryProblems } from './retry-problems.ts';
import { rewriteProblems } from './rewrite-problems.ts';

/** Whose rule it is: a VirtualService with hosts, or a delegate, which has none. */
export type RuleOwner = 'root' | 'delegate';

/** Rules without a problem, as whose and by which check of destinations: they do not change, and are not looked at again. */
const sound = new WeakMap<HTTPRoute, { readonly owner: RuleOwner; readonly checkDestination: DestinationCheck }>();

/** What Istio refuses in one http rule (checks.md A.2, vs.go:validateHTTPRoute). */
export function httpRouteProblems(
  rule: HTTPRoute,
  path: YamlPath,
  owner: RuleOwner,
  checkDestination: DestinationCheck,
): Problems {
  const known = sound.get(rule);
  if (known?.owner === owner && known.checkDestination === checkDestination) return [];
  const problems = [...ruleProblems(rule, path, owner, checkDestination)];
  if (problems.length === 0) sound.set(rule, { owner, checkDestination });
  return problems;
}

function* ruleProblems(
  rule: HTTPRoute,
  path: YamlPath,
  owner: RuleOwner,
  checkDestination: DestinationCheck,
): Problems {
  yield* conflictProblems(rule, path, owner);
  for (const [index, match] of (rule.match ?? []).entries()) yield* httpMatchProblems(match, [...path, 'match', index]);
  yield* headerOperationProblems(rule.headers, [...path, 'headers']);
  yield* corsProblems(rule.corsPolicy, [...path, 'corsPolicy']);
  yield* faultProblems(rule.fault, [...path, 'fault']);
  yield* mirrorProblems(rule, path);
  yield* redirectProblems(rule.redirect, rule.match, [...path, 'redirect']);
  yield* directResponseProblems(rule.directResponse, [...path, 'directResponse']);
  yield* retryProblems(rule.retries, [...path, 'retries']);
  yield* rewriteProblems(rule.rewrite, [...path, 'rewrite']);
  yield* authorityProblems(rule, path);
  yield* routeDestinationProblems(rule.route, [...path, 'route'], checkDestination);
  yield* durationProblems(rule.timeout, [...path, 'timeout']);
}

/** Actions that exclude each other (vs.go:validateHTTPRouteConflict). */
function* conflictProblems(rule: HTTPRoute, path: YamlPath, owner: RuleOwner): Problems {
  const { delegate, route, redirect, directResponse, mirror, mirrors } = rule;
  const refuse = (message: string) => refusal('webhook.conflict', path, message);
  if (delegate && owner === 'root') {
    if (redirect) yield refuse('A rule that delegates has no `redirect`.');
    if (route?.length) yield refuse('A rule that delegates has no `route`.');
    return;
  }
  if (delegate) yield refuse('A rule of a VirtualService without hosts cannot delegate further.');
  const action = redirect ? 'redirect' : directResponse ? 'directResponse' : null;
  if (!action && !route?.length) yield refuse('A rule needs a `route`, a `redirect` or a `directResponse`.');
  for (const other of action ? (['route', 'fault', 'rewrite', 'directResponse'] as const) : [])
    if (other !== action && (other === 'route' ? route?.length : rule[other]))
      yield refuse(`\`${action}\` and \`${other}\` cannot stand in one rule.`);
  if (mirror && mirrors?.length) yield refuse('`mirror` and `mirrors` cannot stand in one rule.');
}

function* mirrorProblems(rule: HTTPRoute, path: YamlPath): Problems {
  const field = rule.mirrorPercent === undefined ? 'mirror_percent' : 'mirrorPercent';
  if (rule[field] !== undefined)
    yield remark('webhook.deprecated', [...path, field], `\`${field}\` is deprecated; use \`mirrorPercentage\`.`);
  yield* percentageProblems(rule[field], [...path, field]);
  yield* percentageProblems(rule.mirrorPercentage?.value, [...path, 'mirrorPercentage']);
  yield* destinationProblems(rule.mirror, [...path, 'mirror']);
  for (const [index, { destination, percentage }] of (rule.mirrors ?? []).entries()) {
    yield* destinationProblems(destination, [...path, 'mirrors', index, 'destination']);
    yield* percentageProblems(percentage?.value, [...path, 'mirrors', index, 'percentage']);
  }
}

function* percentageProblems(value: number | undefined, path: YamlPath): Problems {
  if (value !== undefined && (value < 0 || value > 100))
    yield refusal('webhook.percentage', path, `A percentage is a number from 0 to 100, not ${value}.`);
}

/** The authority can be set in one place only: the rewrite or one header operation (vs.go:validateAuthorityRewrite). */
function* authorityProblems({ rewrite, headers }: HTTPRoute, path: YamlPath): Problems {
  const { set = {}, add = {} } = headers?.request ?? {};
  const inHeaders = [...Object.entries(set), ...Object.entries(add)].filter(([name]) => isAuthorityHeader(name));
  const places = [rewrite?.authority ?? '', ...inHeaders.map(([, value]) => value)];
  const first = places.findIndex((value) => value !== '');
  if (first >= 0 && first < places.length - 1)
    yield refusal('webhook.authority', path, 'The authority is set in more than one place of this rule.');
}
