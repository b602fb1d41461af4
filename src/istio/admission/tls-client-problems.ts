import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { ClientTLSSettings } from '../destination-rule.ts';
import { refusal, type Problems } from './admission-problem.ts';

/** TLS settings towards a destination that Istio refuses (checks.md D-27..D-31, agent/validation.go:ValidateTLS). `namespace` is the object's own. */
export function* clientTlsProblems(tls: ClientTLSSettings | undefined, path: YamlPath, namespace: string): Problems {
  if (!tls) return;
  const { mode, credentialName, insecureSkipVerify, caCertificates, subjectAltNames, clientCertificate, privateKey } =
    tls;
  const refuse = (message: string) => refusal('webhook.tls', path, message);
  const configMap = /^configmap:\/\/(.*)$/s.exec(credentialName ?? '')?.[1];
  if (configMap !== undefined) yield* configMapProblems(configMap, [...path, 'credentialName'], namespace);
  if (insecureSkipVerify) {
    const verifies = caCertificates || subjectAltNames?.length || (mode === 'SIMPLE' && credentialName);
    if ((mode === 'SIMPLE' || mode === 'MUTUAL') && verifies)
      yield refuse('With `insecureSkipVerify` there is nothing to verify against; leave certificates and names out.');
  }
  if ((mode === 'SIMPLE' || mode === 'MUTUAL') && credentialName) {
    if (clientCertificate || caCertificates || privateKey || tls.caCrl)
      yield refuse('With `credentialName` the certificates come from a Secret; leave the files out.');
    return;
  }
  if (mode !== 'MUTUAL') return;
  if (!clientCertificate) yield refuse('Mutual TLS needs a `clientCertificate`.');
  if (!privateKey) yield refuse('Mutual TLS needs a `privateKey`.');
}

function* configMapProblems(name: string, path: YamlPath, own: string): Problems {
  const [namespace = '', configMap = ''] = name.split('/');
  if (namespace === '' || configMap === '')
    yield refusal('webhook.tls', path, 'A ConfigMap is named as `configmap://namespace/name`.');
  else if (namespace !== own)
    yield refusal('webhook.tls', path, `The ConfigMap must be in the namespace of this object, \`${own}\`.`);
}
