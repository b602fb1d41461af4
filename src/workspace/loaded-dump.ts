import { readConfigDump, type ConfigDump } from '../envoy/read-config-dump.ts';
import { compileProxy, routeRequest, type CompiledProxy } from '../envoy/route-request.ts';
import type { Trace } from '../envoy/trace.ts';
import { dialProxy } from '../pilot/dial-proxy.ts';
import type { ClientRequest } from '../pilot/dial.ts';

/** A `config_dump` that requests can be asked of in place of the generated configuration. View state: it is never part of the text. */
export type LoadedDump = {
  readonly title: string;
  readonly dump: ConfigDump;
  readonly route: (request: ClientRequest) => Trace;
};

/** Reads the text of a dump, named by its pod where it tells; or in a sentence, why it cannot be read. */
export function loadDump(text: string, title: string): LoadedDump | string {
  const value = parseJson(text);
  if (value === undefined) return 'The Envoy dump breaks off or is not JSON: it cannot be read.';
  const dump = readConfigDump(value);
  if (!dump) return 'The Envoy dump has neither listeners nor routes nor clusters.';
  const compiled = compileDump(dump);
  const [, , pod] = dump.node?.split('~') ?? [];
  return { title: pod ?? title, dump, route: (request) => routeRequest(compiled, dialProxy(dump.config, request)) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** As the Envoy that the dump is of compares repeated header lines: joined until 1.38 (conformance/versions). */
function compileDump({ config, version }: ConfigDump): CompiledProxy {
  const [major, minor] = version ?? [1, 39];
  return compileProxy(config, { repeatedHeaderLines: major === 1 && minor < 39 ? 'joined' : 'each' });
}
