import type { FieldDocs } from './field-doc.ts';
import { serverTls } from './gateway.ts';
import { destination } from './shared.ts';
import { connectionPool } from './traffic-policy.ts';

const port: FieldDocs = {
  number: 'The number of the port.',
  protocol: 'What is spoken there.',
  name: 'A name for the port.',
  targetPort: 'It has no effect here.',
};

const captureMode =
  'Whether traffic is caught on its way to the port, or only what is sent to the proxy itself is taken.';

/** `spec` of a Sidecar. */
export const sidecar: FieldDocs = {
  workloadSelector: {
    doc: 'The workloads that this is for; all of the namespace where nothing is said.',
    fields: { labels: 'The labels that a workload has to have.' },
  },
  egress: {
    doc: 'What the workload sees of the mesh when it calls.',
    fields: {
      port: { doc: 'The port that this is for; all others where nothing is said.', fields: port },
      bind: 'The address that is listened at.',
      captureMode,
      hosts: 'The services that are seen, as `namespace/host`; `./*` means all of the own namespace, `~/*` nothing.',
    },
  },
  ingress: {
    doc: 'What the workload serves; found from its Services where nothing is said.',
    fields: {
      port: { doc: 'The port that is served.', fields: port },
      bind: 'The address that is listened at.',
      captureMode,
      defaultEndpoint: 'Where the workload itself listens, as `127.0.0.1:port` or `unix:///path`.',
      tls: { doc: 'TLS that is opened here, for callers outside of the mesh.', fields: serverTls },
      connectionPool: { doc: 'How much is let through to the workload on this port.', fields: connectionPool },
    },
  },
  outboundTrafficPolicy: {
    doc: 'What becomes of calls to hosts that the mesh does not know.',
    fields: {
      mode: '`ALLOW_ANY` lets them out, `REGISTRY_ONLY` does not.',
      egressProxy: { doc: 'The service that such calls go through.', fields: destination },
    },
  },
  inboundConnectionPool: { doc: 'How much is let through to the workload.', fields: connectionPool },
};
