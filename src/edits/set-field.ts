import { sourceInside } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { YamlEdit } from '../yaml/yaml-edit.ts';
import type { YamlPath } from '../yaml/yaml-path.ts';
import { asObject, planned, refused, valueAt } from './outcome.ts';
import type { EditPlan, RoutingEdit } from './routing-edit.ts';

/**
 * Sets any field of an object, making what is missing above it; `undefined` removes it, and with it the mappings that it leaves empty, because
 * to Istio an empty `retries: {}` is not the same as none.
 */
export function setField(stream: YamlStream, edit: RoutingEdit & { type: 'setField' }): EditPlan {
  const { object, field, value } = edit;
  const root = valueAt(stream, object);
  if (root === undefined || field.length === 0)
    return refused(object, 'There is no such object any more.', 'not-found');
  const edits = value === undefined ? removal(root, object.path, field) : placement(root, object.path, field, value);
  if (!edits) return refused(object, `\`${field.join('.')}\` cannot stand here.`);
  return planned(object, edits, value === undefined ? object : sourceInside(object, ...field));
}

/** Sets what is there, or adds the first missing step with all that hangs below it. */
function placement(root: unknown, path: YamlPath, field: YamlPath, value: unknown): readonly YamlEdit[] | null {
  const [step = '', ...rest] = field;
  if (typeof step === 'number') {
    const items: readonly unknown[] = Array.isArray(root) ? root : [];
    if (step > items.length) return null;
    if (step === items.length) return [{ type: 'insertItem', path, index: step, value: wrapped(rest, value) }];
    return inside(items[step], [...path, step], rest, value);
  }
  if (Array.isArray(root)) return null;
  const fields = asObject(root);
  if (!(step in fields)) return [{ type: 'addKey', path, key: step, value: wrapped(rest, value) }];
  return inside(fields[step], [...path, step], rest, value);
}

function inside(old: unknown, path: YamlPath, rest: YamlPath, value: unknown): readonly YamlEdit[] | null {
  const isBranch = typeof old === 'object' && old !== null;
  if (rest.length > 0 && !isBranch && old !== null) return null;
  if (rest.length === 0 || !isBranch) return [{ type: 'set', path, value: wrapped(rest, value) }];
  return placement(old, path, rest, value);
}

function wrapped(path: YamlPath, value: unknown): unknown {
  return path.reduceRight<unknown>((inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }), value);
}

function removal(root: unknown, path: YamlPath, field: YamlPath): readonly YamlEdit[] | null {
  const [step = '', ...rest] = field;
  const child = typeof root === 'object' && root !== null ? (Reflect.get(root, step) as unknown) : undefined;
  if (child === undefined) return [];
  const leavesNothing = rest.length > 0 && isEmptiedBy(child, rest);
  if (rest.length > 0 && !leavesNothing) return removal(child, [...path, step], rest);
  return [
    typeof step === 'number' ? { type: 'removeItem', path, index: step } : { type: 'removeKey', path, key: step },
  ];
}

/** Whether a mapping or list holds nothing but the way to the field. A list of objects keeps its items: an empty one may mean something. */
function isEmptiedBy(value: unknown, [step = '', ...rest]: YamlPath): boolean {
  if (Array.isArray(value)) return value.length === 1 && step === 0 && rest.length === 0;
  const fields = asObject(value);
  if (Object.keys(fields).length !== 1 || !(step in fields)) return false;
  return rest.length === 0 || isEmptiedBy(fields[step], rest);
}
