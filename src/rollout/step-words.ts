import type { StringMatch } from '../istio/virtual-service.ts';
import { stepsWithoutRouting } from './read-step.ts';
import type { RolloutPlan, RouteMatch, StepAction } from './rollout-plan.ts';

/** A step in a few words, for a list of steps. */
export function stepWords(step: StepAction, { subsets }: Pick<RolloutPlan, 'subsets'>): string {
  switch (step.type) {
    case 'setWeight':
      return subsets
        .slice(1)
        .flatMap(({ name }) => (Object.hasOwn(step.weights, name) ? `${name} gets ${step.weights[name]} %` : []))
        .join(', ');
    case 'pause':
      return step.duration === null ? 'pause until somebody goes on' : `pause for ${step.duration}`;
    case 'setHeaderRoute': {
      const headers = step.match?.map(({ headerName, headerValue }) => headerWords(headerName, headerValue));
      return headers ? `${headers.join(' or ')} to ${step.subset}` : `no header route “${step.name}” any more`;
    }
    case 'setMirrorRoute': {
      const conditions = step.match?.map(conditionWords);
      return conditions
        ? `mirror ${step.percentage} % of ${conditions.join(' or ')} to ${step.subset}`
        : `no mirror route “${step.name}” any more`;
    }
    case 'other':
      return stepsWithoutRouting.has(step.name)
        ? `${step.name} (changes no routing)`
        : `a step that cannot be read${step.name === '' ? '' : `: ${step.name}`}`;
  }
}

function conditionWords({ method, path, headers = {} }: RouteMatch): string {
  const parts = [
    ...(method ? [`method ${matchWords(method)}`] : []),
    ...(path ? [`path ${matchWords(path)}`] : []),
    ...Object.entries(headers).map(([name, match]) => headerWords(name, match)),
  ];
  return parts.join(' and ');
}

function headerWords(name: string, match: StringMatch): string {
  return `${name}: ${matchWords(match)}`;
}

function matchWords({ exact, prefix, regex }: StringMatch): string {
  return exact ?? (prefix === undefined ? `~ ${regex ?? '.*'}` : `${prefix}…`);
}
