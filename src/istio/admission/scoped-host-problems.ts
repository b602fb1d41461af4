import type { YamlPath } from '../../yaml/yaml-path.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { isDnsLabel, wildcardDomainProblem } from './dns-names.ts';
import { isIpAddress } from './ip-address.ts';

const refuse = (path: YamlPath, message: string) => refusal('webhook.host', path, message);

/**
 * A host of a Gateway's server: `host`, or `namespace/host` (checks.md G-04, agent/validation.go:ValidateNamespaceSlashWildcardHostname).
 * `isScope` says which words may stand for a namespace.
 */
export function* gatewayHostProblems(text: string, path: YamlPath, isScope: (scope: string) => boolean): Problems {
  const slash = text.indexOf('/');
  const scope = slash < 0 ? null : text.slice(0, slash);
  const host = text.slice(slash + 1);
  if (scope !== null && !isScope(scope)) yield refuse(path, `\`${scope}\` is neither \`*\`, \`.\` nor a namespace.`);
  const problem = isIpAddress(host) ? null : wildcardDomainProblem(host);
  if (problem) yield refuse(path, problem);
  else yield* hostShapeProblems(host, path);
}

/** A host of a Sidecar's egress: `namespace/host`, which `~` before it excludes (checks.md C-10). */
export function* sidecarHostProblems(text: string, path: YamlPath): Problems {
  const slash = text.indexOf('/');
  if (slash < 0) {
    yield refuse(path, 'A host stands here as `namespace/host`; `./*` means all of the own namespace.');
    return;
  }
  const scope = text.slice(0, slash);
  const host = text.slice(slash + 1);
  const namespace = scope.startsWith('~') ? scope.slice(1) : scope;
  const isNamed = namespace === '' ? scope === '~' : namespace === '*' || namespace === '.' || isDnsLabel(namespace);
  if (!isNamed) yield refuse(path, `\`${scope}\` is neither \`*\`, \`.\`, \`~\` nor a namespace.`);
  const problem = wildcardDomainProblem(host);
  if (problem) yield refuse(path, problem);
  else yield* hostShapeProblems(host, path);
}

function* hostShapeProblems(host: string, path: YamlPath): Problems {
  if (host !== '*' && !host.includes('.'))
    yield refuse(path, `\`${host}\` is a short name; write the whole host name.`);
  if (host.includes('*') && host !== '*' && !host.startsWith('*.'))
    yield refuse(path, 'A `*` stands for whole parts only: `*.example.com`.');
}
