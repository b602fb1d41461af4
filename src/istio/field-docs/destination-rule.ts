import type { FieldDocs } from './field-doc.ts';
import { exportTo } from './shared.ts';
import { trafficPolicy } from './traffic-policy.ts';

/** `spec` of a DestinationRule. */
export const destinationRule: FieldDocs = {
  host: 'The service that this is for, after rules have chosen it; a pattern such as `*.example.com` means many.',
  trafficPolicy: { doc: 'How the service is reached, but for what a subset says itself.', fields: trafficPolicy },
  subsets: {
    doc: 'Parts of the service that rules can send to by name, such as its versions.',
    fields: {
      name: 'The name by which rules call the subset.',
      labels: 'The labels of the pods that belong to it.',
      trafficPolicy: {
        doc: 'What holds for this subset in place of the same part of the policy above.',
        fields: trafficPolicy,
      },
    },
  },
  workloadSelector: {
    doc: 'The callers in this namespace that this is for; all where nothing is said.',
    fields: { matchLabels: 'The labels that a caller has to have.' },
  },
  exportTo,
};
