import type { YamlPath } from '../../yaml/yaml-path.ts';

/**
 * Why the API server or Istio's webhook would refuse (error) or comment on (warning) an object. `path` counts from the object's root.
 * The first word of `code` is the stage that says so: `schema` and `cel` are the CRD's, `webhook` is Istio's.
 */
export type AdmissionProblem = {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly path: YamlPath;
  readonly at: 'key' | 'value';
};

/** A refusal at the value of `path`. */
export function refusal(code: string, path: YamlPath, message: string): AdmissionProblem {
  return { code, severity: 'error', message, path, at: 'value' };
}

/** A remark on the value of `path`; the object is accepted. */
export function remark(code: string, path: YamlPath, message: string): AdmissionProblem {
  return { code, severity: 'warning', message, path, at: 'value' };
}

/** What a check finds, one after the other: checks are generators that yield each problem where they meet it. */
export type Problems = Iterable<AdmissionProblem>;
