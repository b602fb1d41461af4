import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { WorkloadEntry } from '../service-entry.ts';
import { refusal, remark, type Problems } from './admission-problem.ts';
import { fqdnProblem, isDnsLabel } from './dns-names.ts';
import { isIpAddress } from './ip-address.ts';
import { labelProblems } from './label-problems.ts';
import { portProblems } from './port-problems.ts';
import { unixPathOf, unixPathProblems } from './unix-path-problems.ts';

/** What Istio's webhook says to a WorkloadEntry (val.go:ValidateWorkloadEntry), whose address may be a name. */
export function* workloadEntryProblems(entry: WorkloadEntry): Problems {
  yield* addressProblems(entry, ['spec'], fqdnProblem);
  yield* endpointPortProblems(entry, ['spec'], null);
  yield* labelProblems(entry.labels, ['spec', 'labels']);
}

/** An endpoint of a ServiceEntry with `resolution: STATIC`, whose address is an IP address or a Unix socket (checks.md S-09, val.go:validateWorkloadEntry). */
export function* staticEndpointProblems(entry: WorkloadEntry, path: YamlPath, ports: ReadonlySet<string>): Problems {
  yield* addressProblems(entry, path, (address) => `\`${address}\` is no IP address, which \`STATIC\` asks for.`);
  yield* endpointPortProblems(entry, path, ports);
  yield* labelProblems(entry.labels, [...path, 'labels']);
  if (unixPathOf(entry.address ?? '') !== null && ports.size !== 1)
    yield refusal('webhook.endpoint', path, 'An endpoint at a Unix socket needs a ServiceEntry with exactly one port.');
}

/** An endpoint of a ServiceEntry that resolves by DNS: its address is a name or an IP address (checks.md S-10). */
export function* dnsEndpointProblems(entry: WorkloadEntry, path: YamlPath, ports: ReadonlySet<string>): Problems {
  const { address = '' } = entry;
  const problem = isIpAddress(address) ? null : fqdnProblem(address);
  if (problem) yield refusal('webhook.endpoint', [...path, 'address'], problem);
  yield* endpointPortProblems(entry, path, ports);
  yield* labelProblems(entry.labels, [...path, 'labels']);
}

/** `nameProblem` says why an address that is neither a socket nor an IP address cannot stand, or null. */
function* addressProblems(
  { address = '', network }: WorkloadEntry,
  path: YamlPath,
  nameProblem: (address: string) => string | null,
): Problems {
  const place = [...path, 'address'];
  const socket = unixPathOf(address);
  if (address === '') {
    yield network
      ? remark('webhook.endpoint', path, 'An endpoint without an address is reached through its network only.')
      : refusal('webhook.endpoint', path, 'An endpoint needs an `address`.');
  } else if (socket !== null) {
    yield* unixPathProblems(socket, place);
  } else if (!isIpAddress(address)) {
    const problem = nameProblem(address);
    if (problem) yield refusal('webhook.endpoint', place, problem);
  }
}

/** Ports of an endpoint are ports of the ServiceEntry, by name; `known` is null where no ServiceEntry is at hand. */
function* endpointPortProblems(
  { ports = {} }: WorkloadEntry,
  path: YamlPath,
  known: ReadonlySet<string> | null,
): Problems {
  for (const [name, number] of Object.entries(ports)) {
    const place = [...path, 'ports', name];
    if (known && !known.has(name))
      yield { ...refusal('webhook.endpoint', place, `The ServiceEntry has no port \`${name}\`.`), at: 'key' };
    else if (!isDnsLabel(name))
      yield { ...refusal('webhook.endpoint', place, `\`${name}\` is no name of a port.`), at: 'key' };
    yield* portProblems(number, place);
  }
}
