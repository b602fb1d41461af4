import type { ObjectMeta } from '../config.ts';
import type { VirtualService } from '../virtual-service.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { virtualServiceProblems } from './virtual-service-problems.ts';

/** What of an object's metadata the webhook looks at. */
export type WebhookMetadata = Pick<ObjectMeta, 'name' | 'namespace' | 'labels' | 'annotations'>;

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
  if (kind === 'VirtualService') yield* virtualServiceProblems(spec as VirtualService, metadata);
}
