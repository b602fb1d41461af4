import type { IstioConfig } from '../istio/config.ts';
import { decode } from '../istio/decode.ts';
import { deployedSteps } from '../rollout/deployed-step.ts';
import { exportArgoRollout } from '../rollout/formats/argo-rollout-export.ts';
import type { Exported } from '../rollout/formats/converted.ts';
import { exportFlaggerCanary } from '../rollout/formats/flagger-canary-export.ts';
import { importPlan } from '../rollout/formats/import-plan.ts';
import { planWarnings } from '../rollout/plan-warnings.ts';
import { problemWords } from '../rollout/problem-words.ts';
import { readRolloutPlans } from '../rollout/read-rollout-plan.ts';
import type { RolloutPlan } from '../rollout/rollout-plan.ts';
import { ruleManifest, versionManifests } from '../rollout/step-manifests.ts';
import { stepState } from '../rollout/step-state.ts';
import { planValue } from '../rollout/step-value.ts';
import { stepWords } from '../rollout/step-words.ts';
import { textAtStep } from '../rollout/text-at-step.ts';
import { renderYaml } from '../yaml/render-yaml.ts';
import { parseStream, type YamlStream } from '../yaml/stream.ts';
import { outcomeOf, type CommandOutcome } from './command-outcome.ts';
import type { PlanCommand, PlanFormat } from './command.ts';
import { InputProblem } from './input-problem.ts';
import { openWorkspace, placeOf, type InputWorkspace } from './input-workspace.ts';
import type { InputFile } from './read-files.ts';
import { workspaceProblems } from './workspace-problems.ts';

/** A plan as it was read, and what was lost where it was another tool's. */
type OpenedPlan = { readonly plan: RolloutPlan; readonly lost: readonly string[] };

/**
 * The manifests of a plan's step, the plan in another format, or the list of its steps. Throws an InputProblem where there is no such plan or step, or the
 * step cannot be made.
 */
export function planCommand(command: PlanCommand, files: readonly InputFile[]): CommandOutcome {
  const workspace = openWorkspace(files, null);
  const stream = joinedStream(workspace);
  const { config } = decode(stream);
  const { plan, lost } = chosenPlan(plansIn(config), command.plan);
  const { output, told } = answer(command, stream, config, plan);
  const outcome = outcomeOf([workspaceProblems(workspace)], output);
  const placed = [...plan.problems, ...planWarnings(config, plan)].map(
    ({ message, source }) => `${placeOf(workspace, source)}: ${message}`,
  );
  return {
    ...outcome,
    warnings: [...outcome.warnings, ...placed, ...lost, ...told],
    code: plan.problems.length > 0 ? 2 : outcome.code,
  };
}

function answer(
  { step, to }: PlanCommand,
  stream: YamlStream,
  config: IstioConfig,
  plan: RolloutPlan,
): { readonly output: string; readonly told: readonly string[] } {
  if (to !== null) {
    const { value, lost } = writers[to](plan, config);
    if (value === null) throw new InputProblem(lost.join(' '));
    return { output: renderYaml(value), told: lost };
  }
  if (step !== null) return { output: manifestsOf(stream, plan, step), told: [] };
  return { output: stepList(plan, deployedSteps(stream, config, plan)), told: [] };
}

const writers: Readonly<Record<PlanFormat, (plan: RolloutPlan, config: IstioConfig) => Exported>> = {
  'rollout-plan': (plan) => ({ value: planValue(plan), lost: [] }),
  'argo-rollouts': exportArgoRollout,
  flagger: exportFlaggerCanary,
};

/** The documents of all files as one text, numbered as they are in the workspace. */
function joinedStream({ documents }: InputWorkspace): YamlStream {
  const sources = documents.map(({ document: { source } }, index) => {
    const ended = source.endsWith('\n') ? source : `${source}\n`;
    return index === 0 || /^---(?:\s|$)|^%/.test(source) ? ended : `---\n${ended}`;
  });
  return parseStream(sources.join(''));
}

/** RolloutPlan documents; where there are none, what other tools call a plan. */
function plansIn({ others }: IstioConfig): readonly OpenedPlan[] {
  const own = readRolloutPlans(others).map((plan) => ({ plan, lost: [] }));
  if (own.length > 0) return own;
  return others.flatMap((object) => {
    const imported = importPlan(object);
    if (!imported) return [];
    const { apiVersion, kind, spec } = imported.value;
    const document = { ...object, apiVersion: String(apiVersion), kind: String(kind), spec };
    return readRolloutPlans([document]).map((plan) => ({ plan, lost: imported.lost }));
  });
}

function chosenPlan(plans: readonly OpenedPlan[], name: string | null): OpenedPlan {
  const fitting = name === null ? plans : plans.filter(({ plan }) => plan.name === name);
  const [first] = fitting;
  if (!first) throw new InputProblem(`There is no RolloutPlan ${name ?? 'in what was given'}.`);
  if (fitting.length > 1)
    throw new InputProblem(
      `There are several plans, say which: --plan ${plans.map(({ plan }) => plan.name).join(' or ')}.`,
    );
  return first;
}

function manifestsOf(stream: YamlStream, plan: RolloutPlan, step: number): string {
  const [problem] = plan.problems;
  if (problem) throw new InputProblem(`The plan ${plan.name} cannot be read in full. ${problemWords(problem)}`);
  if (step > plan.steps.length)
    throw new InputProblem(`The plan ${plan.name} has ${plan.steps.length} steps; there is no step ${step}.`);
  const result = textAtStep(stream, decode(stream).config, plan, step);
  if (!result.ok) throw new InputProblem(result.refusal.message);
  const after = parseStream(result.text, stream);
  const rule = ruleManifest(after, plan);
  const manifests = [...versionManifests(after, plan), ...(rule ? [rule] : [])];
  return manifests.map(({ text }) => text).join('---\n');
}

/** A line per step: what it does, what is in force after it, and whether that is what the manifests say now. */
function stepList(plan: RolloutPlan, deployed: readonly number[]): string {
  const steps = ['start', ...plan.steps.map((step) => stepWords(step, plan))];
  const lines = steps.map((words, step) => {
    const shares = stepState(plan, step).weights.map(({ subset, weight }) => `${subset.name} ${weight} %`);
    const mark = deployed.includes(step) ? '▸' : ' ';
    return `${mark} ${String(step).padStart(2)}  ${shares.join(', ')}  ${words}`;
  });
  return `${lines.join('\n')}\n`;
}
