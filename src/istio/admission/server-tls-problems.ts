import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { ServerTLSSettings } from '../gateway.ts';
import { refusal, remark, type Problems } from './admission-problem.ts';

const ciphers: ReadonlySet<string> = new Set([
  '',
  'ALL',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-RSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES256-SHA',
  'AES128-GCM-SHA256',
  'AES256-GCM-SHA384',
  'AES128-SHA',
  'AES256-SHA',
  'DES-CBC3-SHA',
]);

/** TLS settings of a server that Istio refuses or remarks on (checks.md G-12..G-19, val.go:validateTLSOptions). */
export function* serverTlsProblems(tls: ServerTLSSettings | undefined, path: YamlPath): Problems {
  if (!tls) return;
  yield* cipherProblems(tls, path);
  const { mode = 'PASSTHROUGH' } = tls;
  if (mode === 'ISTIO_MUTUAL') {
    for (const field of credentialFields)
      if (isSet(tls[field]))
        yield refusal('webhook.tls', [...path, field], 'With `ISTIO_MUTUAL` the mesh has its own certificates.');
    return;
  }
  const passesThrough = mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH';
  if (passesThrough && (isSet(tls.caCrl) || credentialFields.some((field) => isSet(tls[field]))))
    yield remark('webhook.tls', path, `With \`${mode}\` the certificates here are not used.`);
  yield* sourceProblems(tls, path);
  const hasCredential = isSet(tls.credentialName) || isSet(tls.credentialNames);
  if (!passesThrough && hasCredential) return;
  if (!passesThrough) yield* certificateProblems(tls, path);
  if (!isSet(tls.caCrl)) return;
  const place = [...path, 'caCrl'];
  if (isSet(tls.credentialName)) yield refusal('webhook.tls', place, 'With `credentialName` the list belongs into it.');
  if (mode === 'SIMPLE') yield refusal('webhook.tls', place, "With `SIMPLE` nobody's certificate is asked for.");
}

const credentialFields = [
  'serverCertificate',
  'privateKey',
  'caCertificates',
  'tlsCertificates',
  'credentialName',
  'credentialNames',
] as const;

/** Empty texts and lists count as absent in protobuf. */
function isSet(value: string | readonly unknown[] | undefined): boolean {
  return value !== undefined && value.length > 0;
}

function* cipherProblems({ minProtocolVersion, cipherSuites = [] }: ServerTLSSettings, path: YamlPath): Problems {
  if ((minProtocolVersion === 'TLSV1_0' || minProtocolVersion === 'TLSV1_1') && cipherSuites.length === 0)
    yield remark('webhook.tls', [...path, 'minProtocolVersion'], 'So old a TLS needs `cipherSuites` of its own.');
  for (const [index, cipher] of cipherSuites.entries()) {
    const place = [...path, 'cipherSuites', index];
    if (!ciphers.has(cipher)) yield remark('webhook.tls', place, `\`${cipher}\` is no cipher that Istio knows.`);
    else if (cipherSuites.indexOf(cipher) < index)
      yield remark('webhook.tls', place, `The cipher \`${cipher}\` stands here twice.`);
  }
}

function* sourceProblems(tls: ServerTLSSettings, path: YamlPath): Problems {
  const sources = [
    isSet(tls.serverCertificate) && isSet(tls.privateKey),
    isSet(tls.credentialName),
    isSet(tls.credentialNames),
    isSet(tls.tlsCertificates),
  ];
  if (sources.filter(Boolean).length > 1)
    yield refusal('webhook.tls', path, 'The certificates come from more than one place; name only one.');
}

function* certificateProblems(tls: ServerTLSSettings, path: YamlPath): Problems {
  const { mode, caCertificates, tlsCertificates, serverCertificate, privateKey } = tls;
  if (mode !== 'SIMPLE' && !caCertificates)
    yield refusal('webhook.tls', path, 'Mutual TLS needs `caCertificates` or a `credentialName`.');
  const certificates = isSet(tlsCertificates) ? (tlsCertificates ?? []) : [{ serverCertificate, privateKey }];
  for (const [index, certificate] of certificates.entries()) {
    const place = isSet(tlsCertificates) ? [...path, 'tlsCertificates', index] : path;
    for (const field of ['serverCertificate', 'privateKey'] as const)
      if (!certificate[field]) yield refusal('webhook.tls', place, `TLS needs \`${field}\` or a \`credentialName\`.`);
  }
}
