import type { Placed } from './source.ts';

/** `spec` of an Istio Gateway. */
export type Gateway = { servers?: Server[]; selector?: Record<string, string> };
export type Server = Placed & {
  port: ServerPort;
  bind?: string;
  hosts: string[];
  tls?: ServerTLSSettings;
  name?: string;
};
export type ServerPort = { number: number; protocol: string; name: string; targetPort?: number };
export type ServerTLSSettings = {
  httpsRedirect?: boolean;
  mode?: 'PASSTHROUGH' | 'SIMPLE' | 'MUTUAL' | 'AUTO_PASSTHROUGH' | 'ISTIO_MUTUAL' | 'OPTIONAL_MUTUAL';
  credentialName?: string;
  credentialNames?: string[];
  serverCertificate?: string;
  privateKey?: string;
  caCertificates?: string;
  caCrl?: string;
  tlsCertificates?: { serverCertificate?: string; privateKey?: string; caCertificates?: string }[];
  subjectAltNames?: string[];
  minProtocolVersion?: TLSProtocol;
  maxProtocolVersion?: TLSProtocol;
  cipherSuites?: string[];
  [field: string]: unknown;
};
export type TLSProtocol = 'TLS_AUTO' | 'TLSV1_0' | 'TLSV1_1' | 'TLSV1_2' | 'TLSV1_3';
