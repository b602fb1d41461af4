import type { FieldDocs } from './field-doc.ts';
import { httpRoute } from './http-route.ts';
import { destination, exportTo } from './shared.ts';

const routeDestinations: FieldDocs = {
  destination: { doc: 'The service to send to.', fields: destination },
  weight: 'The share of new connections in proportion to the sum of all weights.',
};

const l4Match: FieldDocs = {
  destinationSubnets: 'Addresses, or ranges of them, that the connection goes to.',
  port: 'The port that the connection goes to.',
  sourceLabels: 'Labels of the workloads whose connections this is for.',
  sourceNamespace: 'The namespace of the workloads whose connections this is for.',
  gateways: 'Which of the gateways of this VirtualService the match is for.',
};

/** `spec` of a VirtualService. */
export const virtualService: FieldDocs = {
  hosts:
    'The hosts whose traffic these rules are for; short names mean services beside this object. None makes it a delegate.',
  gateways:
    'Where the rules stand: Gateways as `namespace/name`, and `mesh` for all sidecars, which is meant where nothing is said.',
  http: {
    doc: 'Rules for HTTP, asked from top to bottom: the first that fits takes the request.',
    fields: httpRoute,
  },
  tls: {
    doc: 'Rules for TLS that is passed through unopened, by the server name that the client asks for.',
    fields: {
      match: {
        doc: 'When the rule applies: one of the entries has to fit.',
        fields: {
          ...l4Match,
          sniHosts: 'Server names that the client asks for; each within the hosts of this object.',
        },
      },
      route: { doc: 'Where connections go.', fields: routeDestinations },
    },
  },
  tcp: {
    doc: 'Rules for everything that is neither HTTP nor TLS: the first that fits takes the connection.',
    fields: {
      match: {
        doc: 'When the rule applies: one of the entries has to fit; none means always.',
        fields: { ...l4Match, sourceSubnet: 'Istio does not look at this.' },
      },
      route: { doc: 'Where connections go.', fields: routeDestinations },
    },
  },
  exportTo,
};
