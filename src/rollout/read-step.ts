import { parseDuration } from '../istio/duration.ts';
import { readList, readMapping } from '../istio/field-reader.ts';
import { child, type Field } from '../istio/field.ts';
import { isObject } from '../istio/sanitize.ts';
import type { StringMatch } from '../istio/virtual-service.ts';
import { problem, takeText, takeWhole } from './plan-field.ts';
import type { HeaderMatch, PlannedSubset, RolloutStep, RouteMatch, StepAction } from './rollout-plan.ts';
import { stepRefusal, type RuleKind } from './rule-kind.ts';

/** Steps of Argo Rollouts that change no routing of their own. */
export const stepsWithoutRouting: ReadonlySet<string> = new Set([
  'setCanaryScale',
  'analysis',
  'experiment',
  'plugin',
  'replicaProgressThreshold',
]);

const readers: Readonly<Record<string, (field: Field, subsets: readonly PlannedSubset[]) => StepAction | null>> = {
  setWeight: readSetWeight,
  pause: readPause,
  setHeaderRoute: readHeaderRoute,
  setMirrorRoute: readMirrorRoute,
};

/** One item of `steps` of a plan for a rule of a kind. What cannot be read is told and becomes a step that does nothing; what the kind cannot do is told. */
export function readStep(field: Field, subsets: readonly PlannedSubset[], kind: RuleKind): RolloutStep {
  const { value, source } = field;
  const keys = isObject(value) ? Object.keys(value) : [];
  const [name = ''] = keys;
  const inside = child(field, name);
  const other = { type: 'other', name, value: inside.value, source } as const;
  if (keys.length === 1 && stepsWithoutRouting.has(name)) return other;
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (keys.length !== 1 || !reader) {
    problem(field, `A step is one of ${Object.keys(readers).join(', ')}.`);
    return other;
  }
  const action = reader(inside, subsets);
  const refusal = action && stepRefusal(kind, action);
  if (refusal) problem(field, refusal);
  return action ? { ...action, source } : other;
}

function readSetWeight(field: Field, subsets: readonly PlannedSubset[]): StepAction | null {
  const [stable, canary] = subsets;
  if (!isObject(field.value)) {
    const weight = takeWhole(field, 100);
    return weight === null || !canary ? null : { type: 'setWeight', weights: { [canary.name]: weight } };
  }
  const entries = Object.keys(field.value).map((name) => {
    const known = subsets.some((subset) => subset.name === name);
    const item = child(field, name);
    return [name, known ? takeWhole(item, 100) : problem(item, `The plan has no subset ${name}.`)] as const;
  });
  const weights = entries.filter((entry): entry is readonly [string, number] => entry[1] !== null);
  if (weights.length < entries.length) return null;
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  if (total > 100) return problem(field, `These weights come to ${total}; there are 100 to give.`);
  if (total < 100 && stable && stable.name in field.value)
    return problem(field, `These weights come to ${total}, and the stable subset is among them: that must be 100.`);
  return { type: 'setWeight', weights: Object.fromEntries(weights) };
}

function readPause(field: Field): StepAction | null {
  if (!readMapping(field, ['duration'])) return null;
  const duration = child(field, 'duration');
  if (duration.value === undefined) return { type: 'pause', duration: null };
  const text = typeof duration.value === 'number' ? String(duration.value) : takeText(duration);
  if (text === null) return null;
  // As in Argo, a number without a unit is seconds.
  const written = /^\d+$/.test(text) ? `${text}s` : text;
  const length = parseDuration(written);
  if (length === null || length < 0)
    return problem(duration, 'A duration is a number of seconds or such as 10m or 1h30m.');
  return { type: 'pause', duration: written };
}

function readHeaderRoute(field: Field, subsets: readonly PlannedSubset[]): StepAction | null {
  if (!readMapping(field, ['name', 'match', 'subset'])) return null;
  const name = takeText(child(field, 'name'));
  const subset = readTarget(child(field, 'subset'), subsets);
  const match = readMatches(child(field, 'match'), readHeaderMatch);
  return name === null || subset === null || match === 'unreadable'
    ? null
    : { type: 'setHeaderRoute', name, match, subset };
}

function readMirrorRoute(field: Field, subsets: readonly PlannedSubset[]): StepAction | null {
  if (!readMapping(field, ['name', 'match', 'percentage', 'subset'])) return null;
  const name = takeText(child(field, 'name'));
  const subset = readTarget(child(field, 'subset'), subsets);
  const share = child(field, 'percentage');
  const percentage = share.value === undefined ? 100 : takeWhole(share, 100);
  const match = readMatches(child(field, 'match'), readRouteMatch);
  if (name === null || subset === null || percentage === null || match === 'unreadable') return null;
  return { type: 'setMirrorRoute', name, match, percentage, subset };
}

function readTarget(field: Field, subsets: readonly PlannedSubset[]): string | null {
  if (field.value === undefined) return subsets[1]?.name ?? null;
  const name = takeText(field);
  return name === null || subsets.some((subset) => subset.name === name)
    ? name
    : problem(field, `The plan has no subset ${name}.`);
}

/** An absent list means, as in Argo, that the route goes; so does an empty one. */
function readMatches<T>(field: Field, read: (item: Field) => T | null): readonly T[] | null | 'unreadable' {
  const before = field.problems.length;
  const matches = readList(field).flatMap((item) => read(item) ?? []);
  if (field.problems.length > before) return 'unreadable';
  return matches.length === 0 ? null : matches;
}

function readHeaderMatch(field: Field): HeaderMatch | null {
  if (!readMapping(field, ['headerName', 'headerValue'])) return null;
  const headerName = takeText(child(field, 'headerName'));
  const headerValue = readStringMatch(child(field, 'headerValue'));
  return headerName === null || headerValue === null ? null : { headerName, headerValue };
}

function readRouteMatch(field: Field): RouteMatch | null {
  if (!readMapping(field, ['method', 'path', 'headers'])) return null;
  const method = readOptionalMatch(child(field, 'method'));
  const path = readOptionalMatch(child(field, 'path'));
  const headers = child(field, 'headers');
  const names = isObject(headers.value) ? Object.keys(headers.value) : [];
  if (headers.value !== undefined && !isObject(headers.value))
    problem(headers, 'A mapping from names to matches is expected here.');
  const values = names.flatMap((name) => {
    const value = readStringMatch(child(headers, name));
    return value ? [[name, value] as const] : [];
  });
  if (!method && !path && values.length === 0) return problem(field, 'A match needs a method, a path or headers.');
  return {
    ...(method ? { method } : {}),
    ...(path ? { path } : {}),
    ...(values.length > 0 ? { headers: Object.fromEntries(values) } : {}),
  };
}

function readOptionalMatch(field: Field): StringMatch | null {
  return field.value === undefined ? null : readStringMatch(field);
}

function readStringMatch(field: Field): StringMatch | null {
  if (!readMapping(field, ['exact', 'prefix', 'regex']) || !isObject(field.value)) return null;
  const { exact, prefix, regex } = field.value;
  const given = Object.entries({ exact, prefix, regex }).filter(([, value]) => value !== undefined);
  const [kind, value] = given[0] ?? [];
  if (given.length !== 1 || kind === undefined || typeof value !== 'string')
    return problem(field, 'One of exact, prefix, regex with a text is expected here.');
  return { [kind]: value };
}
