import type { FieldDocs } from './field-doc.ts';

/** ServerTLSSettings, of a Gateway's server and of a Sidecar's listener. */
export const serverTls: FieldDocs = {
  httpsRedirect: 'Whether requests in plain text are answered with a redirect to `https`.',
  mode: 'Who shows a certificate, or `PASSTHROUGH` to leave TLS unopened and route by its server name.',
  serverCertificate: 'The file with the certificate that is shown.',
  privateKey: 'The file with the key of that certificate.',
  caCertificates: 'The file with the authorities by which certificates of clients are checked.',
  caCrl: 'The file with certificates of clients that have been withdrawn.',
  credentialName: 'The Secret with key and certificate, in place of files.',
  credentialNames: 'Two Secrets with certificates of different kinds, of which the client gets the one it knows.',
  caCertCredentialName: 'The Secret with the authorities by which certificates of clients are checked.',
  tlsCertificates: {
    doc: 'Two certificates of different kinds, of which the client gets the one it knows.',
    fields: {
      serverCertificate: 'The file with the certificate that is shown.',
      privateKey: 'The file with the key of that certificate.',
      caCertificates: 'The file with the authorities by which certificates of clients are checked.',
    },
  },
  subjectAltNames: 'Names one of which the certificate of a client has to bear.',
  verifyCertificateSpki: 'Hashes of public keys one of which the certificate of a client has to have.',
  verifyCertificateHash: 'Hashes of certificates one of which that of a client has to be.',
  minProtocolVersion: 'The oldest version of TLS that is spoken; 1.2 where nothing is said.',
  maxProtocolVersion: 'The newest version of TLS that is spoken.',
  cipherSuites: 'The ciphers that may be used.',
  ecdhCurves: 'The curves by which keys may be agreed on.',
  insecureSkipVerify: 'Whether any certificate of a client is taken.',
};

/** `spec` of a Gateway of Istio's own API. */
export const gateway: FieldDocs = {
  selector: 'The labels of the proxies that open these ports.',
  servers: {
    doc: 'The ports that are opened, and for which hosts.',
    fields: {
      port: {
        doc: 'The port that is opened.',
        fields: {
          number: 'The number of the port, as the Service in front of the proxies has it.',
          protocol: 'What is spoken there: `HTTP`, `HTTPS`, `GRPC`, `HTTP2`, `TLS`, `TCP` and some more.',
          name: 'A name for the port.',
          targetPort: 'It has no effect here.',
        },
      },
      bind: 'The address that is listened at; all of them where nothing is said.',
      hosts: 'The hosts that VirtualServices may serve here; `namespace/host` only those of a namespace.',
      tls: { doc: 'How TLS is spoken here.', fields: serverTls },
      defaultEndpoint: 'It has no effect here.',
      name: 'A name for the server, seen in statistics.',
    },
  },
};
