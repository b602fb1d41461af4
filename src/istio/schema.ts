import type { FieldSchema } from './field-schema.ts';
import { groupOf } from './kinds.ts';
import { kubernetesSpecSchema } from './kubernetes-schema.ts';
import gatewayApi from './schema/gateway-api.json';
import istioNetworking from './schema/istio-networking.json';

/** One kind of a CRD file as scripts/generate-schema.mjs writes it. */
export type KindSchema = {
  readonly group: string;
  readonly kind: string;
  readonly versions: readonly string[];
  readonly required?: readonly string[];
  readonly spec: FieldSchema;
};

/** The kinds with a CRD schema: Istio's networking kinds and the Gateway API. */
// JSON imports are typed by their text, in which every field is different.
export const kindSchemas = [...istioNetworking.kinds, ...gatewayApi.kinds] as unknown as readonly KindSchema[];

const byVersionAndKind = new Map(
  kindSchemas.flatMap((schema) =>
    schema.versions.map((version): [string, KindSchema] => [`${schema.group}/${version}/${schema.kind}`, schema]),
  ),
);

/** The schema of a kind; for a version that is not served, that of any served one. Null for kinds without a CRD schema. */
export function kindSchema(apiVersion: string, kind: string): KindSchema | null {
  const exact = byVersionAndKind.get(`${apiVersion}/${kind}`);
  return exact ?? kindSchemas.find((schema) => schema.kind === kind && schema.group === groupOf(apiVersion)) ?? null;
}

/** The schema of the `spec` of a kind, of a CRD's or of one of Kubernetes' own; null for kinds that are not known. */
export function specSchema(apiVersion: string, kind: string): FieldSchema | null {
  return kindSchema(apiVersion, kind)?.spec ?? kubernetesSpecSchema(apiVersion, kind);
}
