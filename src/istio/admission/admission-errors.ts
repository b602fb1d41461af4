import type { FieldSchema } from '../field-schema.ts';
import { isObject } from '../sanitize.ts';
import { kindSchema } from '../schema.ts';
import { refusal, type AdmissionProblem } from './admission-problem.ts';
import { structuralProblems } from './structural-problems.ts';

/**
 * What admission says to an object: the API server's check against the CRD first, and only of an object that passes it Istio's webhook, so that a person
 * sees what a cluster would say. Any error means that the object never takes effect. Kinds without a CRD schema are asked for their name only.
 */
export function admissionErrors(
  kind: string,
  apiVersion: string,
  metadata: unknown,
  spec: unknown,
): AdmissionProblem[] {
  const named = metadataProblems(metadata);
  const schema = kindSchema(apiVersion, kind);
  if (!schema) return named;
  return [...named, ...specProblems(spec, schema.spec, schema.required?.includes('spec') ?? false)];
}

function metadataProblems(metadata: unknown): AdmissionProblem[] {
  if (isObject(metadata) && (typeof metadata['name'] === 'string' || typeof metadata['generateName'] === 'string'))
    return [];
  return [refusal('object.name', ['metadata'], 'The object has no `metadata.name`.')];
}

function specProblems(spec: unknown, schema: FieldSchema, required: boolean): AdmissionProblem[] {
  if (spec !== undefined && spec !== null) return structuralProblems(spec, schema, ['spec']);
  return required ? [refusal('schema.required', [], '`spec` is missing here.')] : [];
}
