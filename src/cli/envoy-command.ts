import { isSource } from '../istio/source.ts';
import { generateProxyConfig } from '../pilot/generate.ts';
import { createPushContext } from '../pilot/push-context.ts';
import { proxyOf } from '../routetest/run-route-test.ts';
import { renderYaml } from '../yaml/render-yaml.ts';
import type { EnvoyCommand } from './command.ts';
import { outcomeOf, type CommandOutcome } from './command-outcome.ts';
import { openWorkspace } from './input-workspace.ts';
import type { InputFile } from './read-files.ts';
import { workspaceProblems } from './workspace-problems.ts';

/** The Envoy configuration of a caller. The places that its parts come from are left out: Envoy has no such field. */
export function envoyCommand(
  { from, assume, version, output }: EnvoyCommand,
  files: readonly InputFile[],
): CommandOutcome {
  const workspace = openWorkspace(files, from);
  const push = createPushContext(workspace.decoded.config, { assume, version });
  const config = withoutSources(generateProxyConfig(push, proxyOf(from)).config);
  return outcomeOf(
    [workspaceProblems(workspace)],
    output === 'json' ? `${JSON.stringify(config, null, 2)}\n` : renderYaml(config),
  );
}

/** `source` is ours alone where it says a document and a path; Envoy's own fields of that name do not. */
function withoutSources(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSources);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, part]) => !(key === 'source' && isSource(part)));
  return Object.fromEntries(entries.map(([key, part]) => [key, withoutSources(part)]));
}
