import type { YamlPath } from '../../yaml/yaml-path.ts';
import { refusal, remark, type Problems } from './admission-problem.ts';
import { fqdnProblem, isDnsLabel } from './dns-names.ts';

/**
 * What Istio refuses in a list of gateways (checks.md A.2, val.go:validateGatewayNames). It reads no further than the first name without a namespace.
 * `isName` says what a Gateway can be called.
 */
export function* gatewayNameProblems(
  gateways: readonly string[] | undefined,
  path: YamlPath,
  isName: (name: string) => boolean = isDnsLabel,
): Problems {
  for (const [index, text] of (gateways ?? []).entries()) {
    const place = [...path, index];
    const slash = text.indexOf('/');
    if (slash < 0) {
      yield* bareNameProblems(text, place);
      return;
    }
    const namespace = text.slice(0, slash);
    const name = text.slice(slash + 1);
    if (!isDnsLabel(namespace) || name === '' || !isName(name))
      yield refusal('webhook.gateway-name', place, `\`${text}\` does not name a Gateway; write \`namespace/name\`.`);
  }
}

function* bareNameProblems(text: string, path: YamlPath): Problems {
  const [name = '', namespace] = text.split('.');
  if (namespace !== undefined)
    yield remark('webhook.gateway-legacy', path, `\`${text}\` is an old way to write \`${namespace}/${name}\`.`);
  const problem = fqdnProblem(text);
  if (problem) yield refusal('webhook.gateway-name', path, problem);
}
