import type { IstioConfig } from '../istio/config.ts';
import { isObject } from '../istio/sanitize.ts';
import { sourceInside, sourceValue, type Source } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { DocumentEdits, Refusal } from '../yaml/yaml-edit.ts';
import { byDocument } from './by-document.ts';
import { foreignRules } from './foreign-rules.ts';
import { loneRow, rowsAtState } from './destination-rows.ts';
import { managedRules, type RouteRows, type RuleValue } from './managed-rules.ts';
import { addMissingSubsets, missingSubsets } from './missing-subsets.ts';
import { plannedRule } from './planned-rule.ts';
import type { RolloutPlan } from './rollout-plan.ts';
import { rowFormOf, type Row } from './row-form.ts';
import { foreignWords } from './rule-words.ts';
import { ruleKinds, stepRefusal } from './rule-kind.ts';
import { rulesAtState } from './rules-at-state.ts';
import { managedRouteNames, stepState, type ManagedRoute } from './step-state.ts';

/** Edits of the DestinationRules come before those of the object that needs them. */
export type StepEdits =
  | { readonly ok: true; readonly changes: readonly DocumentEdits[] }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * The fewest edits (for `planYamlEdits`) that bring the workspace's manifests to the state after `step` steps, wherever they are now: weights,
 * managed routes, and subsets that the plan gives labels for and no DestinationRule has yet. Subsets are never taken away.
 */
export function manifestsAtStep(stream: YamlStream, config: IstioConfig, plan: RolloutPlan, step: number): StepEdits {
  const found = plannedRule(config, plan);
  if (!found.ok) return refused(plan.source, found.message);
  const [foreign] = foreignRules(plan, found);
  if (foreign) return refused(found.source, foreignWords(foreign.name, plan.rule));
  const state = stepState(plan, step);
  for (const done of plan.steps.slice(0, state.step)) {
    const refusal = stepRefusal(found.kind, done);
    if (refusal !== null) return refused(done.source, refusal);
  }
  const { list: key, destinations } = ruleKinds[found.kind];
  const list = sourceInside(found.object.source, 'spec', key);
  const rules = mappingsIn(sourceValue(stream.documents, list));
  const rule = rules[found.index] ?? {};
  const written = {
    rows: mappingsIn(rule[destinations]),
    form: rowFormOf(found.kind),
    namespace: found.object.metadata.namespace,
  };
  const rows = rowsAtState(written, state.weights);
  if (typeof rows === 'string') return refused(found.source, rows);
  const routes: (ManagedRoute & { rows: RouteRows })[] = [];
  for (const route of state.routes) {
    if (rule['name'] === route.name)
      return refused(
        found.source,
        `The plan's own rule is named ${route.name}; a route that is set needs another name.`,
      );
    const target = loneRow(written, state.weights, route.subset);
    if (!target) return refused(found.source, `Route ${route.name}: The plan has no subset ${route.subset}.`);
    routes.push({ ...route, rows: { rows, target } });
  }
  const managed: (RuleValue & { name: string })[] = [];
  for (const [index, value] of managedRules(found.kind, rule, routes).entries()) {
    const name = routes[index]?.name ?? '';
    if (typeof value === 'string') return refused(found.source, `Route ${name}: ${value}`);
    managed.push({ ...value, name });
  }
  const wanted = { rule: { ...rule, [destinations]: rows }, managed, names: managedRouteNames(plan) };
  const edits = rulesAtState(list.path, rules, found.index, wanted);
  const subsets = state.step === 0 ? [] : addMissingSubsets(stream, missingSubsets(config, plan, found));
  return { ok: true, changes: byDocument([...subsets, { document: list.document, edits }]) };
}

function mappingsIn(value: unknown): readonly Row[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function refused({ document, path }: Source, message: string): StepEdits {
  return { ok: false, refusal: { reason: 'layout', message, document, path } };
}
