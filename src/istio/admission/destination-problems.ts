import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { Destination, HTTPRouteDestination } from '../virtual-service.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { isDnsLabel, wildcardDomainProblem } from './dns-names.ts';
import { headerOperationProblems } from './header-operation-problems.ts';
import { portProblems } from './port-problems.ts';

/** How one destination is checked: `destinationProblems`, or not at all in what Istio made itself. */
export type DestinationCheck = typeof destinationProblems;

/** A destination that Istio refuses (checks.md A.3, val.go:validateDestination). */
export function* destinationProblems(destination: Destination | undefined, path: YamlPath): Problems {
  if (!destination) return;
  const { host, subset, port } = destination;
  const problem = host === '*' ? 'A destination cannot be `*`.' : wildcardDomainProblem(host);
  if (problem) yield refusal('webhook.host', [...path, 'host'], problem);
  if (subset) yield* subsetNameProblems(subset, [...path, 'subset']);
  if (port) yield* portProblems(port.number ?? 0, [...path, 'port']);
}

/** A subset's name is one label of a host name (val.go:validateSubsetName). */
export function* subsetNameProblems(name: string, path: YamlPath): Problems {
  const refuse = (message: string) => refusal('webhook.subset-name', path, message);
  if (name === '') yield refuse('A subset needs a name.');
  else if (!isDnsLabel(name))
    yield refuse(`\`${name}\` is no name of a subset: letters, digits and inner \`-\`, 63 characters at most.`);
}

/** The destinations of one rule, whose weights must not add up to nothing (val.go:validateHTTPRouteDestinations). */
export function* routeDestinationProblems(
  destinations: readonly HTTPRouteDestination[] | undefined,
  path: YamlPath,
  checkDestination: DestinationCheck,
): Problems {
  let total = 0;
  for (const [index, { destination, weight = 0, headers }] of (destinations ?? []).entries()) {
    const place = [...path, index];
    yield* headerOperationProblems(headers, [...place, 'headers']);
    yield* checkDestination(destination, [...place, 'destination']);
    if (weight < 0) yield refusal('webhook.weight', [...place, 'weight'], 'A weight cannot be negative.');
    total += weight;
  }
  if (destinations && destinations.length > 1 && total === 0)
    yield refusal('webhook.weight', path, 'Of several destinations at least one needs a weight above 0.');
}
