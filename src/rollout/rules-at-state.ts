import { equalValues } from '../yaml/equal-values.ts';
import type { YamlEdit } from '../yaml/yaml-edit.ts';
import type { YamlPath } from '../yaml/yaml-path.ts';
import type { RuleValue } from './managed-rules.ts';

/** The http rules that a plan means to have: its own at its place, the managed ones directly before it, in order. */
export type WantedRules = {
  readonly rule: RuleValue;
  readonly managed: readonly (RuleValue & { readonly name: string })[];
  /** Names of all routes that the plan ever sets: a rule of such a name that is not wanted goes. */
  readonly names: readonly string[];
};

/** The fewest edits that bring the list of http rules at `path` to what is wanted; `index` is where the plan's rule stands now. */
export function rulesAtState(
  path: YamlPath,
  rules: readonly RuleValue[],
  index: number,
  wanted: WantedRules,
): readonly YamlEdit[] {
  const unwanted = unwantedPositions(rules, wanted);
  const left = rules.filter((_, position) => !unwanted.includes(position));
  let anchor = index - unwanted.filter((position) => position < index).length;
  // The last first, so that the indices of the others hold.
  const edits: YamlEdit[] = unwanted.toReversed().map((position) => ({ type: 'removeItem', path, index: position }));
  edits.push(...changeTo(wanted.rule, left[anchor], [...path, anchor]));
  for (const value of wanted.managed.toReversed()) {
    const from = left.findIndex(({ name }) => name === value.name);
    if (from < 0) {
      edits.push({ type: 'insertItem', path, index: anchor, value });
      left.splice(anchor, 0, value);
      continue;
    }
    const to = from < anchor ? anchor - 1 : anchor;
    if (from !== to) edits.push({ type: 'moveItem', path, from, to });
    left.splice(to, 0, ...left.splice(from, 1));
    edits.push(...changeTo(value, left[to], [...path, to]));
    anchor = to;
  }
  return edits;
}

/** The planner changes no more of a rule than differs; a rule that is right already is no change, by which a step is known as deployed. */
function changeTo(value: RuleValue, written: RuleValue | undefined, path: YamlPath): readonly YamlEdit[] {
  return equalValues(written, value) ? [] : [{ type: 'set', path, value }];
}

/** Where managed rules stand that are not wanted any more, or stand twice. */
function unwantedPositions(rules: readonly RuleValue[], { managed, names }: WantedRules): readonly number[] {
  return rules.flatMap(({ name }, position) => {
    if (typeof name !== 'string' || !names.includes(name)) return [];
    const isFirst = rules.findIndex((rule) => rule['name'] === name) === position;
    return isFirst && managed.some((value) => value.name === name) ? [] : [position];
  });
}
