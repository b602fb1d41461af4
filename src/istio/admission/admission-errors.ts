import { groupOf } from '../kinds.ts';
import { didYouMean, nearestName } from '../nearest-name.ts';
import { isObject, sanitize } from '../sanitize.ts';
import { kindSchema, kindSchemas, type KindSchema } from '../schema.ts';
import { textMap } from '../text-map.ts';
import { refusal, remark, type AdmissionProblem } from './admission-problem.ts';
import { celProblems } from './cel-problems.ts';
import { objectMetadataProblems } from './object-metadata-problems.ts';
import { structuralProblems } from './structural-problems.ts';
import type { WebhookMetadata } from './webhook-metadata.ts';
import { webhookProblems } from './webhook-problems.ts';
import { withDefaults } from './with-defaults.ts';

const istioGroup = 'networking.istio.io';

/**
 * What admission says to an object, as a cluster does: the structure of the CRD's schema first, then its CEL rules, then Istio's webhook, and no stage is
 * asked once an earlier one refuses. Any error means that the object never takes effect. Of kinds without a CRD schema only the metadata is looked at.
 */
export function admissionErrors(
  kind: string,
  apiVersion: string,
  metadata: unknown,
  spec: unknown,
): AdmissionProblem[] {
  const schema = kindSchema(apiVersion, kind);
  const structural = [...objectMetadataProblems(metadata), ...(schema ? specProblems(spec, schema) : [])];
  if (structural.length > 0) return structural;
  if (!schema) return unknownKindProblems(kind, apiVersion);
  return [...unservedProblems(apiVersion, schema), ...laterProblems(metadata, spec, schema)];
}

function specProblems(spec: unknown, schema: KindSchema): AdmissionProblem[] {
  if (spec !== undefined && spec !== null) return structuralProblems(spec, schema.spec, ['spec']);
  return schema.required?.includes('spec') ? [refusal('schema.required', [], '`spec` is missing here.')] : [];
}

/** Istio's kinds of networking.istio.io that have no schema here. */
const otherIstioKinds: readonly string[] = ['EnvoyFilter', 'WorkloadGroup', 'ProxyConfig'];

/** Kinds that Istio's group does not have (checks.md M-01). */
function unknownKindProblems(kind: string, apiVersion: string): AdmissionProblem[] {
  if (groupOf(apiVersion) !== istioGroup || otherIstioKinds.includes(kind)) return [];
  const known = kindSchemas.filter(({ group }) => group === istioGroup).map(({ kind }) => kind);
  const nearest = nearestName(kind, [...known, ...otherIstioKinds]);
  return [refusal('webhook.kind', ['kind'], `\`${kind}\` is no kind of \`${apiVersion}\`.${didYouMean(nearest)}`)];
}

/**
 * A version that the CRD does not serve: Istio's kinds come and go with Istio, but a cluster may still have the older CRDs of the Gateway API, so that
 * an old version of theirs is only remarked on.
 */
function unservedProblems(apiVersion: string, { group, kind, versions }: KindSchema): AdmissionProblem[] {
  const isServed = kindSchemas.some(
    (other) =>
      other.group === group &&
      other.kind === kind &&
      other.versions.some((version) => `${group}/${version}` === apiVersion),
  );
  if (isServed) return [];
  const message = `\`${apiVersion}\` is not served; \`${kind}\` is of \`${group}/${versions[0] ?? 'v1'}\`.`;
  const problem = group === istioGroup ? refusal : remark;
  return [problem('webhook.version', ['apiVersion'], message)];
}

function laterProblems(metadata: unknown, spec: unknown, schema: KindSchema): AdmissionProblem[] {
  const clean = sanitize(spec ?? {}, schema.spec).value;
  const cel = celProblems(withDefaults(clean, schema.spec), schema.spec, ['spec']);
  if (cel.length > 0 || schema.group !== istioGroup) return cel;
  return [...webhookProblems(schema.kind, webhookMetadata(metadata), clean)];
}

function webhookMetadata(metadata: unknown): WebhookMetadata {
  const { name, namespace, labels, annotations } = isObject(metadata) ? metadata : {};
  return {
    name: typeof name === 'string' ? name : '',
    namespace: typeof namespace === 'string' ? namespace : 'default',
    labels: textMap(labels),
    annotations: textMap(annotations),
  };
}
