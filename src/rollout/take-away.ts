import type { IstioConfig } from '../istio/config.ts';
import { parseStream, type YamlStream } from '../yaml/stream.ts';
import { cleanUp } from './clean-up.ts';
import type { RolloutPlan, StepAction } from './rollout-plan.ts';
import { ruleKinds } from './rule-kind.ts';
import { ruleManifest, versionManifests } from './step-manifests.ts';
import { problemWords } from './problem-words.ts';
import { textAtStep } from './text-at-step.ts';
import { takeAwayReadme } from './take-away-readme.ts';

/** A file to hand over. */
export type TakenFile = { readonly path: string; readonly text: string };

/** A manifest to apply: which one, in which namespace, and which step it brings (null: none, it is before or after them all). */
export type Manifest = TakenFile & { readonly namespace: string; readonly step: number | null };

export type TakenManifests = {
  /** What defines every version that the plan needs (DestinationRules with subsets, Services): to be applied before any step. */
  readonly before: readonly Manifest[];
  /** The object with the plan's rule at every step that changes it. */
  readonly steps: readonly Manifest[];
  readonly rollback: Manifest;
  /** What may go once the plan is through and nobody wants to go back: destinations first, then their subsets. */
  readonly after: readonly Manifest[];
};

export type TakeAway =
  | { readonly ok: true; readonly files: readonly TakenFile[]; readonly manifests: TakenManifests }
  | { readonly ok: false; readonly message: string };

/**
 * The plan as files: a manifest per step in safe order (what is named is defined before, and goes after), one to roll back, and a README with the
 * commands. Every manifest is the text of the workspace with the fewest edits, so two steps differ only in the lines that change.
 */
export function takeAway(stream: YamlStream, config: IstioConfig, plan: RolloutPlan): TakeAway {
  const [problem] = plan.problems;
  if (problem) return { ok: false, message: `The plan cannot be read in full: ${problemWords(problem)}` };
  const texts: string[] = [];
  for (const step of [...plan.steps.keys(), plan.steps.length]) {
    const result = textAtStep(stream, config, plan, step);
    if (!result.ok) return { ok: false, message: result.refusal.message };
    texts.push(result.text);
  }
  const states = texts.map((text) => parseStream(text, stream));
  const [start, first = start] = states;
  const end = states.at(-1);
  if (!start || !first || !end) return { ok: false, message: 'There is nothing in the plan.' };
  const changed = states.flatMap((state, step) => {
    const text = ruleText(state, plan);
    return step > 0 && text !== ruleText(states[step - 1] ?? state, plan) ? { step, text } : [];
  });
  const namespace = plan.rule.namespace;
  const manifests: TakenManifests = {
    before: versionFiles(first, plan, '00'),
    steps: changed.map(({ step, text }) => ({ path: stepPath(step, plan), text, namespace, step })),
    rollback: { path: 'rollback.yaml', text: ruleText(start, plan), namespace, step: 0 },
    after: cleanUpFiles(end, plan),
  };
  const { before, steps, rollback, after } = manifests;
  const readme = { path: 'README.md', text: takeAwayReadme(config, plan, manifests) };
  return { ok: true, manifests, files: [readme, ...before, ...steps, rollback, ...after].map(asFile) };
}

function asFile({ path, text }: TakenFile): TakenFile {
  return { path, text };
}

function ruleText(stream: YamlStream, plan: RolloutPlan): string {
  return ruleManifest(stream, plan)?.text ?? '';
}

/** Only what differs from the last step. */
function cleanUpFiles(end: YamlStream, plan: RolloutPlan): readonly Manifest[] {
  const left = cleanUp(end, plan);
  if (!left) return [];
  const { namespace } = plan.rule;
  const text = ruleText(left.withoutRows, plan);
  const known = new Set(versionFiles(end, plan, '99').map((file) => file.text));
  return [
    ...(text === ruleText(end, plan)
      ? []
      : [{ path: `98-${fileWords(ruleKinds[plan.rule.kind].object)}.yaml`, text, namespace, step: null }]),
    ...versionFiles(left.withoutSubsets, plan, '99').filter((file) => !known.has(file.text)),
  ];
}

function versionFiles(stream: YamlStream, plan: RolloutPlan, order: string): readonly Manifest[] {
  return versionManifests(stream, plan).map(({ kind, namespace, name, text }) => ({
    path: `${order}-${fileWords(kind)}-${namespace}-${name}.yaml`,
    text,
    namespace,
    step: null,
  }));
}

/** A kind as file names have it: `virtual-service`, `http-route`. */
function fileWords(kind: string): string {
  return kind.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
}

/** Steps sort by their number; the name says what they do. */
function stepPath(step: number, plan: RolloutPlan): string {
  const digits = String(plan.steps.length).length;
  const action = plan.steps[step - 1];
  return `step-${String(step).padStart(Math.max(2, digits), '0')}-${action ? actionName(action) : 'start'}.yaml`;
}

function actionName(action: StepAction): string {
  switch (action.type) {
    case 'setWeight':
      return `weight-${Object.values(action.weights).join('-')}`;
    case 'setHeaderRoute':
      return action.match === null ? 'header-route-off' : 'header-route';
    case 'setMirrorRoute':
      return action.match === null ? 'mirror-route-off' : 'mirror-route';
    case 'pause':
    case 'other':
      return action.type;
  }
}
