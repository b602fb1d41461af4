import { readMapping } from '../istio/field-reader.ts';
import { child, type Field } from '../istio/field.ts';
import { isObject } from '../istio/sanitize.ts';
import { problem, takeOptionalText, takeText, takeWhole } from './plan-field.ts';
import type { PlannedRule } from './rollout-plan.ts';
import { allRuleKinds, ruleKinds, type RuleKind, type RuleKindTraits } from './rule-kind.ts';
import { kindWords } from './rule-words.ts';

const objectFields = [...new Set(allRuleKinds.map((kind) => ruleKinds[kind].objectField))];
const ruleFields = [...new Set(allRuleKinds.map((kind) => ruleKinds[kind].ruleField))];

/** `rule` of a plan: which object, and which of its rules. What cannot be read is told; then the rule is none that there is. */
export function readRule(field: Field, planNamespace: string): PlannedRule {
  const kind = kindOf(field);
  const traits = ruleKinds[kind];
  const nothing = { kind, namespace: planNamespace, name: '', which: null };
  if (!readMapping(field, ['namespace', ...objectFields, ...ruleFields])) return nothing;
  tellForeignFields(field, kind, traits);
  return {
    kind,
    namespace: takeOptionalText(child(field, 'namespace')) ?? planNamespace,
    name: takeText(child(field, traits.objectField)) ?? '',
    which: readWhich(child(field, traits.ruleField), traits),
  };
}

/** The kind that the fields say; `http` of a VirtualService where they say none. */
function kindOf({ value }: Field): RuleKind {
  const has = (name: string) => isObject(value) && value[name] !== undefined;
  const ofObject = allRuleKinds.filter((kind) => has(ruleKinds[kind].objectField));
  return ofObject.find((kind) => has(ruleKinds[kind].ruleField)) ?? ofObject[0] ?? 'http';
}

/** One object and one rule of it: fields that say others are told. */
function tellForeignFields(field: Field, kind: RuleKind, { objectField, ruleField, object }: RuleKindTraits): void {
  for (const name of objectFields) {
    const other = child(field, name);
    if (name !== objectField && other.value !== undefined)
      problem(other, `A plan is about one rule; ${objectField} is there already.`);
  }
  for (const name of ruleFields) {
    const other = child(field, name);
    if (name === ruleField || other.value === undefined) continue;
    const isOfObject = allRuleKinds.some(
      (candidate) => ruleKinds[candidate].objectField === objectField && ruleKinds[candidate].ruleField === name,
    );
    problem(
      other,
      isOfObject
        ? `A plan is about one rule; ${ruleKinds[kind].ruleField} is there already.`
        : `A rule of ${kindWords(object)} is named by ${ruleField}, not by ${name}.`,
    );
  }
}

function readWhich(field: Field, { rules, list }: RuleKindTraits): PlannedRule['which'] {
  if (typeof field.value === 'number') return takeWhole(field, Number.MAX_SAFE_INTEGER);
  if (rules === 'named' || field.value === undefined) return takeOptionalText(field);
  return problem(field, `A ${list} rule has no name; its index from 0 is expected here.`);
}
