import type { DestinationRule } from '../destination-rule.ts';
import type { Gateway } from '../gateway.ts';
import type { ServiceEntry, WorkloadEntry } from '../service-entry.ts';
import type { Sidecar } from '../sidecar.ts';
import type { VirtualService } from '../virtual-service.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { destinationRuleProblems } from './destination-rule-problems.ts';
import { gatewayProblems } from './gateway-problems.ts';
import { serviceEntryProblems } from './service-entry-problems.ts';
import { sidecarProblems } from './sidecar-problems.ts';
import { virtualServiceProblems } from './virtual-service-problems.ts';
import type { WebhookMetadata } from './webhook-metadata.ts';
import { workloadEntryProblems } from './workload-entry-problems.ts';

/** Annotations with which no object comes in (checks.md M-04, M-05, val.go:validateMetadata). */
const refusedAnnotations: readonly string[] = [
  'istio.io/dry-run',
  'internal.istio.io/webhook-always-reject',
  'internal.istio.io/parent-namespace',
  'internal.istio.io/parents',
];

/** What Istio's webhook says to an object of one of its kinds. `spec` has passed the schema: unknown fields and nulls are gone. */
export function* webhookProblems(kind: string, metadata: WebhookMetadata, spec: unknown): Problems {
  const refused = refusedAnnotations.find((name) => Object.hasOwn(metadata.annotations, name));
  if (refused !== undefined) {
    const path = ['metadata', 'annotations', refused];
    yield { ...refusal('webhook.annotation', path, `A ${kind} cannot have the annotation \`${refused}\`.`), at: 'key' };
    return;
  }
  switch (kind) {
    case 'VirtualService':
      return yield* virtualServiceProblems(spec as VirtualService, metadata);
    case 'DestinationRule':
      // An object without `spec` gets past the schema, and is an empty one here.
      return yield* destinationRuleProblems({ host: '', ...(spec as Partial<DestinationRule>) }, metadata);
    case 'Gateway':
      return yield* gatewayProblems(spec as Gateway, metadata);
    case 'ServiceEntry':
      return yield* serviceEntryProblems(spec as ServiceEntry, metadata);
    case 'Sidecar':
      return yield* sidecarProblems(spec as Sidecar, metadata);
    case 'WorkloadEntry':
      return yield* workloadEntryProblems(spec as WorkloadEntry);
  }
}
