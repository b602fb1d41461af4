import type { IstioConfig } from '../istio/config.ts';
import { planWarnings } from './plan-warnings.ts';
import type { PlannedRule, RolloutPlan } from './rollout-plan.ts';
import { ruleKinds, sendsToBackends } from './rule-kind.ts';
import { ruleWords } from './rule-words.ts';
import { stepWords } from './step-words.ts';
import type { Manifest, TakenManifests } from './take-away.ts';

/** What to do with the manifests of a plan, as Markdown: the commands in safe order, the pauses between them, the way back. */
export function takeAwayReadme(config: IstioConfig, plan: RolloutPlan, manifests: TakenManifests): string {
  const { rule, name, subsets } = plan;
  const [stable, ...canaries] = subsets.map((subset) => subset.name);
  const warnings = planWarnings(config, plan);
  const texts = sendsToBackends(rule.kind) ? ofBackends : ofSubsets;
  return [
    `# Rollout ${name}`,
    `Moves ${whatMoves(rule)} from ${stable ?? 'stable'} to ${canaries.join(', ')}.`,
    ...(warnings.length > 0 ? ['## Mind', warnings.map(({ message }) => `- ${message}`).join('\n')] : []),
    ...section('Before the first step', texts.before, manifests.before),
    '## Steps',
    plan.steps.map((step, index) => `${index + 1}. ${stepWords(step, plan)}`).join('\n'),
    fenced(stepCommands(plan, manifests)),
    ...section('Back', 'At any step: everything to the stable version.', [manifests.rollback]),
    ...section('Afterwards', texts.after, manifests.after),
  ]
    .join('\n\n')
    .concat('\n');
}

const ofSubsets = {
  before: 'Every subset is defined before a rule sends to it.',
  after:
    'Once nobody wants to go back: first the destinations without traffic, then their subsets. The way back then begins with the DestinationRules above.',
};

const ofBackends = {
  before: 'Every Service is there before a rule sends to it.',
  after:
    'Once nobody wants to go back: the backends without traffic. Then the Service and the workload of a version that no route names any more may go, too.',
};

/** The object, and the rule where it is not known by being in an http rule of a VirtualService. */
function whatMoves(rule: PlannedRule): string {
  const { object, list } = ruleKinds[rule.kind];
  const owner = `${object} \`${rule.namespace}/${rule.name}\``;
  return list === 'http' || rule.which === null ? owner : `the ${ruleWords(rule)} of ${owner}`;
}

function section(title: string, text: string, manifests: readonly Manifest[]): readonly string[] {
  return manifests.length === 0 ? [] : [`## ${title}`, text, fenced(manifests.map(command))];
}

/** A command per step that changes the manifest; pauses as comments between them. */
function stepCommands(plan: RolloutPlan, { steps }: TakenManifests): readonly string[] {
  return plan.steps.flatMap((step, index) => {
    const manifest = steps.find((one) => one.step === index + 1);
    if (manifest) return command(manifest);
    return step.type === 'pause' || step.type === 'other' ? `# ${index + 1}. ${stepWords(step, plan)}` : [];
  });
}

function command({ namespace, path }: Manifest): string {
  return `kubectl apply -n ${namespace} -f ${path}`;
}

function fenced(lines: readonly string[]): string {
  return ['```sh', ...lines, '```'].join('\n');
}
