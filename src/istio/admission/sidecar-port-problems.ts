import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { SidecarPort } from '../sidecar.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { isDnsLabel } from './dns-names.ts';
import { isProtocolName } from './protocol-names.ts';

/** Name, protocol and target port of a listener's port; both names may be left out (val.go:validateSidecarIngressPortAndBind). */
export function* sidecarPortProblems({ name = '', protocol = '', targetPort }: SidecarPort, path: YamlPath): Problems {
  if (targetPort) {
    const message = 'A port of a Sidecar has no `targetPort`.';
    yield { ...refusal('webhook.port', [...path, 'targetPort'], message), at: 'key' };
  }
  if (name !== '' && !isDnsLabel(name))
    yield refusal('webhook.port', [...path, 'name'], `\`${name}\` is no name of a port.`);
  if (protocol !== '' && !isProtocolName(protocol))
    yield refusal('webhook.protocol', [...path, 'protocol'], `\`${protocol}\` is no protocol that Istio knows.`);
}
