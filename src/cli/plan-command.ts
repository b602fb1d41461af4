import { decode } from '../istio/decode.ts';
import { deployedSteps } from '../rollout/deployed-step.ts';
import { planWarnings } from '../rollout/plan-warnings.ts';
import { readRolloutPlans } from '../rollout/read-rollout-plan.ts';
import type { RolloutPlan } from '../rollout/rollout-plan.ts';
import { destinationRuleManifests, virtualServiceManifest } from '../rollout/step-manifests.ts';
import { stepState } from '../rollout/step-state.ts';
import { stepWords } from '../rollout/step-words.ts';
import { textAtStep } from '../rollout/text-at-step.ts';
import { parseStream, type YamlStream } from '../yaml/stream.ts';
import { outcomeOf, type CommandOutcome } from './command-outcome.ts';
import type { PlanCommand } from './command.ts';
import { InputProblem } from './input-problem.ts';
import { openWorkspace, placeOf, type InputWorkspace } from './input-workspace.ts';
import type { InputFile } from './read-files.ts';
import { workspaceProblems } from './workspace-problems.ts';

/** The manifests of a plan's step, or the plan's steps. Throws an InputProblem where there is no such plan or step, or the step cannot be made. */
export function planCommand(command: PlanCommand, files: readonly InputFile[]): CommandOutcome {
  const workspace = openWorkspace(files, null);
  const stream = joinedStream(workspace);
  const { config } = decode(stream);
  const plan = chosenPlan(readRolloutPlans(config.others), command.plan);
  const output =
    command.step === null
      ? stepList(plan, deployedSteps(stream, config, plan))
      : manifestsOf(stream, plan, command.step);
  const outcome = outcomeOf([workspaceProblems(workspace)], output);
  const told = [...plan.problems, ...planWarnings(config, plan)];
  return {
    ...outcome,
    warnings: [...outcome.warnings, ...told.map(({ message, source }) => `${placeOf(workspace, source)}: ${message}`)],
    code: plan.problems.length > 0 ? 2 : outcome.code,
  };
}

/** The documents of all files as one text, numbered as they are in the workspace. */
function joinedStream({ documents }: InputWorkspace): YamlStream {
  const sources = documents.map(({ document: { source } }, index) => {
    const ended = source.endsWith('\n') ? source : `${source}\n`;
    return index === 0 || /^---(?:\s|$)|^%/.test(source) ? ended : `---\n${ended}`;
  });
  return parseStream(sources.join(''));
}

function chosenPlan(plans: readonly RolloutPlan[], name: string | null): RolloutPlan {
  const fitting = name === null ? plans : plans.filter((plan) => plan.name === name);
  const [plan] = fitting;
  if (!plan) throw new InputProblem(`There is no RolloutPlan ${name ?? 'in what was given'}.`);
  if (fitting.length > 1)
    throw new InputProblem(`There are several plans, say which: --plan ${plans.map((one) => one.name).join(' or ')}.`);
  return plan;
}

function manifestsOf(stream: YamlStream, plan: RolloutPlan, step: number): string {
  if (step > plan.steps.length)
    throw new InputProblem(`The plan ${plan.name} has ${plan.steps.length} steps; there is no step ${step}.`);
  const result = textAtStep(stream, decode(stream).config, plan, step);
  if (!result.ok) throw new InputProblem(result.refusal.message);
  const after = parseStream(result.text, stream);
  const virtualService = virtualServiceManifest(after, plan);
  const manifests = [...destinationRuleManifests(after, plan), ...(virtualService ? [virtualService] : [])];
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
