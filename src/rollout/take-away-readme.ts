import type { IstioConfig } from '../istio/config.ts';
import { planWarnings } from './plan-warnings.ts';
import type { RolloutPlan } from './rollout-plan.ts';
import { stepWords } from './step-words.ts';
import type { Manifest, TakenManifests } from './take-away.ts';

/** What to do with the manifests of a plan, as Markdown: the commands in safe order, the pauses between them, the way back. */
export function takeAwayReadme(config: IstioConfig, plan: RolloutPlan, manifests: TakenManifests): string {
  const { rule, name, subsets } = plan;
  const [stable, ...canaries] = subsets.map((subset) => subset.name);
  const warnings = planWarnings(config, plan);
  return [
    `# Rollout ${name}`,
    `Moves VirtualService \`${rule.namespace}/${rule.virtualService}\` from ${stable ?? 'stable'} to ${canaries.join(', ')}.`,
    ...(warnings.length > 0 ? ['## Mind', warnings.map(({ message }) => `- ${message}`).join('\n')] : []),
    ...section('Before the first step', 'Every subset is defined before a rule sends to it.', manifests.before),
    '## Steps',
    plan.steps.map((step, index) => `${index + 1}. ${stepWords(step, plan)}`).join('\n'),
    fenced(stepCommands(plan, manifests)),
    ...section('Back', 'At any step: everything to the stable version.', [manifests.rollback]),
    ...section(
      'Afterwards',
      'Once nobody wants to go back: first the destinations without traffic, then their subsets. The way back then begins with the DestinationRules above.',
      manifests.after,
    ),
  ]
    .join('\n\n')
    .concat('\n');
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
