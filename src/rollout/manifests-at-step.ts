import type { IstioConfig } from '../istio/config.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { DocumentEdits, Refusal } from '../yaml/yaml-edit.ts';
import { byDocument } from './by-document.ts';
import { rowsAtState, type Row } from './destination-rows.ts';
import { managedRule, type RuleValue } from './managed-rule.ts';
import { addMissingSubsets, missingSubsets } from './missing-subsets.ts';
import { isObject } from '../istio/sanitize.ts';
import { plannedRule } from './planned-rule.ts';
import type { RolloutPlan } from './rollout-plan.ts';
import { rulesAtState } from './rules-at-state.ts';
import { managedRouteNames, stepState } from './step-state.ts';
import { textValue } from './text-value.ts';

/** Edits of the DestinationRules come before those of the VirtualService that needs them. */
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
  const { namespace } = found.virtualService.metadata;
  const state = stepState(plan, step);
  const list = sourceInside(found.virtualService.source, 'spec', 'http');
  const rules = mappingsIn(textValue(stream, list));
  const rule = rules[found.index] ?? {};
  const rows = rowsAtState(mappingsIn(rule['route']), state.weights, namespace);
  if (typeof rows === 'string') return refused(found.source, rows);
  const managed: (RuleValue & { name: string })[] = [];
  for (const route of state.routes) {
    if (rule['name'] === route.name)
      return refused(
        found.source,
        `The plan's own rule is named ${route.name}; a route that is set needs another name.`,
      );
    const value = managedRule({ ...rule }, rows, route, state.weights, namespace);
    if (typeof value === 'string') return refused(found.source, `Route ${route.name}: ${value}`);
    managed.push({ ...value, name: route.name });
  }
  const wanted = { rule: { ...rule, route: rows }, managed, names: managedRouteNames(plan) };
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
