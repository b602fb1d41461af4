import { sourceInside } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { YamlEdit } from '../yaml/yaml-edit.ts';
import { asObject, planned, refused, valueAt } from './outcome.ts';
import type { EditPlan, RoutingEdit } from './routing-edit.ts';

/** Gives every destination of a rule its weight: digits where a weight stands, a new key where none does. */
export function setWeights(stream: YamlStream, { rule, weights }: RoutingEdit & { type: 'setWeights' }): EditPlan {
  const key = destinationsKey(valueAt(stream, rule));
  const list = sourceInside(rule, key);
  const destinations = valueAt(stream, list);
  if (!Array.isArray(destinations) || destinations.length !== weights.length)
    return refused(rule, 'The rule has other destinations by now.', 'not-found');
  if (!weights.every((weight) => Number.isInteger(weight) && weight >= 0))
    return refused(rule, 'A weight is a whole number from 0.');
  return planned(rule, weightEdits(list.path, destinations, weights));
}

/** Where a rule lists what it sends to: `backendRefs` in the Gateway API, `route` in Istio's. */
function destinationsKey(rule: unknown): 'route' | 'backendRefs' {
  return 'backendRefs' in asObject(rule) ? 'backendRefs' : 'route';
}

/** The edits that make `weights` the weights of the destinations at `path`; digits first, so that a drag is one parse. */
export function weightEdits(
  path: readonly (string | number)[],
  destinations: readonly unknown[],
  weights: readonly number[],
): readonly YamlEdit[] {
  const places = weights.map((value, index) => {
    const destination = asObject(destinations[index]);
    return { value, path: [...path, index], isNew: !('weight' in destination), old: destination['weight'] };
  });
  const digits = places.filter(({ isNew, old, value }) => !isNew && old !== value);
  const added = places.filter(({ isNew }) => isNew);
  return [
    ...digits.map(({ path, value }) => ({ type: 'set', path: [...path, 'weight'], value }) as const),
    ...added.map(({ path, value }) => ({ type: 'addKey', path, key: 'weight', value }) as const),
  ];
}
