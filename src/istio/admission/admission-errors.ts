import type { YamlPath } from '../../yaml/yaml-path.ts';
import { isObject } from '../sanitize.ts';

/** Why the API server or Istio's webhook would refuse (error) or comment on (warning) an object. `path` counts from the object's root. */
export type AdmissionProblem = {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly path: YamlPath;
  readonly at: 'key' | 'value';
};

/** What admission says to an object. Any error means that the object never takes effect. */
export function admissionErrors(
  _kind: string,
  _apiVersion: string,
  metadata: unknown,
  _spec: unknown,
): AdmissionProblem[] {
  if (isObject(metadata) && (typeof metadata['name'] === 'string' || typeof metadata['generateName'] === 'string'))
    return [];
  return [
    {
      code: 'object.name',
      severity: 'error',
      message: 'The object has no `metadata.name`.',
      path: ['metadata'],
      at: 'value',
    },
  ];
}
