import { routeRequest } from '../envoy/route-request.ts';
import { dial } from '../pilot/dial.ts';
import { generateProxyConfig } from '../pilot/generate.ts';
import { createPushContext } from '../pilot/push-context.ts';
import { basisOf } from '../routetest/basis.ts';
import { compileFor, proxyOf } from '../routetest/run-route-test.ts';
import { requestedAuthorities } from '../routetest/run-routing-test.ts';
import { renderYaml } from '../yaml/render-yaml.ts';
import type { RouteCommand } from './command.ts';
import { openWorkspace, placeOf } from './input-workspace.ts';
import type { InputFile } from './read-files.ts';
import { outcomeOf, type CommandOutcome } from './command-outcome.ts';
import { traceReport } from './trace-report.ts';
import { traceText } from './trace-text.ts';
import { workspaceProblems } from './workspace-problems.ts';

/** Where a request goes, and why. */
export function routeCommand(command: RouteCommand, files: readonly InputFile[]): CommandOutcome {
  const { from, request, assume, version, output } = command;
  const workspace = openWorkspace(files, from);
  const { config } = workspace.decoded;
  const push = createPushContext(config, { assume, version, requests: requestedAuthorities([{ request }]) });
  const proxy = proxyOf(from);
  const generated = generateProxyConfig(push, proxy);
  const trace = routeRequest(compileFor(push, generated), dial(push, proxy, request));
  const basis = basisOf(trace, push, proxy, config);
  const place = (source: Parameters<typeof placeOf>[1]) => placeOf(workspace, source);
  const answered = { from, request, trace, generated, basis, place };
  return outcomeOf([workspaceProblems(workspace)], writers[output](answered));
}

const writers = {
  text: traceText,
  json: (answered: Parameters<typeof traceReport>[0]) => `${JSON.stringify(traceReport(answered), null, 2)}\n`,
  yaml: (answered: Parameters<typeof traceReport>[0]) => renderYaml(traceReport(answered)),
} as const;
