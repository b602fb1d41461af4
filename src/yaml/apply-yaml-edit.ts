import type { YamlEdit } from './yaml-edit.ts';
import type { YamlPath } from './yaml-path.ts';

/** A document's value after an edit, told by the value alone: what a plan must come to. Where nothing stands, or something of another kind, the edit finds an empty mapping or list. */
export function applyYamlEdit(value: unknown, edit: YamlEdit): unknown {
  return updateAt(value, edit.path, (old) => changed(old, edit));
}

function changed(old: unknown, edit: YamlEdit): unknown {
  switch (edit.type) {
    case 'set':
      return edit.value;
    case 'addKey':
      return { ...asObject(old), [edit.key]: edit.value };
    case 'removeKey': {
      const { [edit.key]: _, ...rest } = asObject(old);
      return rest;
    }
    case 'renameKey':
      return Object.fromEntries(
        Object.entries(asObject(old)).map(([key, value]) => [key === edit.key ? edit.to : key, value]),
      );
    case 'movePair': {
      const object = asObject(old);
      const { [edit.key]: pair, ...rest } = asObject(object[edit.from]);
      return { ...object, [edit.from]: rest, [edit.to]: { ...asObject(object[edit.to]), [edit.key]: pair } };
    }
    case 'insertItem':
      return asArray(old).toSpliced(edit.index, 0, edit.value);
    case 'copyItem':
      return asArray(old).toSpliced(edit.index, 0, asArray(old)[edit.index]);
    case 'removeItem':
      return asArray(old).toSpliced(edit.index, 1);
    case 'moveItem':
      return asArray(old).toSpliced(edit.from, 1).toSpliced(edit.to, 0, asArray(old)[edit.from]);
  }
}

function updateAt(value: unknown, [step, ...rest]: YamlPath, update: (old: unknown) => unknown): unknown {
  if (step === undefined) return update(value);
  if (Array.isArray(value) && typeof step === 'number') return value.with(step, updateAt(value[step], rest, update));
  const object = asObject(value);
  return { ...object, [String(step)]: updateAt(object[String(step)], rest, update) };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
