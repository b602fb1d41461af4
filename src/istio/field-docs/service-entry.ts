import type { FieldDocs } from './field-doc.ts';
import { exportTo } from './shared.ts';

/** `spec` of a WorkloadEntry, and an endpoint of a ServiceEntry. */
export const workloadEntry: FieldDocs = {
  address: 'Where it is: an IP address, a host name for DNS, or `unix:///path` for a socket.',
  ports: 'The ports that it listens on, by the names of the ports of the ServiceEntry.',
  labels: 'Its labels, by which subsets and selectors find it.',
  network: 'The network it is in; endpoints of other networks are reached through a gateway.',
  locality: 'Where it stands, as `region/zone/subzone`.',
  weight: 'Its share of the load in proportion to the others.',
  serviceAccount: 'The account it runs under, if it is in the mesh.',
};

/** `spec` of a ServiceEntry. */
export const serviceEntry: FieldDocs = {
  hosts: 'The hosts that the mesh now knows as services.',
  addresses: 'The addresses that callers dial, or ranges of them; TCP traffic is recognised by them.',
  ports: {
    doc: 'The ports of the service.',
    fields: {
      number: 'The number that callers dial.',
      name: 'A name for the port.',
      protocol: 'What is spoken there; it is found out where nothing is said.',
      targetPort: 'The port of the endpoints, where it is another one.',
    },
  },
  location: 'Whether the service is part of the mesh; with those outside no mutual TLS is spoken.',
  resolution: 'Where endpoints come from: as dialled (`NONE`), listed here (`STATIC`), or by DNS.',
  endpoints: { doc: 'The endpoints of the service.', fields: workloadEntry },
  workloadSelector: {
    doc: 'Takes pods and WorkloadEntries of this namespace as endpoints.',
    fields: { labels: 'The labels that they have to have.' },
  },
  subjectAltNames: 'Names one of which the certificates of the endpoints have to bear.',
  exportTo,
};
