import type { Refusal } from './yaml-edit.ts';
import type { YamlPath } from './yaml-path.ts';

/** Why one edit cannot be made, before it is known in which document and, without `path`, where. */
export type Refused = { readonly reason: Refusal['reason']; readonly message: string; readonly path?: YamlPath };

/** A refusal; `message` is a sentence for the user. */
export function refuse(reason: Refusal['reason'], message: string): Refused {
  return { reason, message };
}

/** A place that is valid YAML, but of a form that no planner knows to change. */
export const unreachable = refuse('layout', 'This is written in a way that only a change of the text can reach.');

/** Whether what was asked for was refused. */
export function isRefused(result: object): result is Refused {
  return 'reason' in result;
}
