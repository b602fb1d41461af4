import type { YamlPath } from '../../yaml/yaml-path.ts';
import { refusal, type Problems } from './admission-problem.ts';

/** The path of an address `unix://path`, or null for other addresses. */
export function unixPathOf(address: string): string | null {
  return address.startsWith('unix://') ? address.slice('unix://'.length) : null;
}

/** A path of a Unix socket is absolute and names no folder, or it is abstract: `@name` (val.go:ValidateUnixAddress). */
export function* unixPathProblems(socket: string, path: YamlPath): Problems {
  if (socket.startsWith('@') || (socket.startsWith('/') && !socket.endsWith('/'))) return;
  yield refusal('webhook.unix', path, `\`${socket}\` is no absolute path of a socket.`);
}
