import type { Dice } from './noisy-yaml.ts';
import type { YamlEdit } from './yaml-edit.ts';
import type { YamlPath } from './yaml-path.ts';

/** For tests: an edit, and the value that it should come to. */
export type NoisyEdit = { readonly edit: YamlEdit; readonly expected: unknown };

type Branch = { readonly path: YamlPath; readonly node: unknown[] | Record<string, unknown> };

const scalars: readonly unknown[] = [
  80,
  7.5,
  true,
  null,
  'yes',
  'plain',
  'a: b',
  '010',
  "it's",
  'x?',
  '',
  '2001-01-01',
  'one\ntwo\n',
];
const trees: readonly unknown[] = [
  { destination: { host: 'on', subset: 'v2' }, weight: 5 },
  { match: [{ uri: { prefix: '/a?b' } }, {}], timeout: '5s' },
  ['a', { b: [1, []] }],
  [],
  {},
];

/** An edit that fits the document's value, of every kind and at every place. */
export function noisyEdit(value: unknown, dice: Dice): NoisyEdit {
  const copy = clone(value);
  const branches = branchesOf(copy, []);
  const { path, node } = pick(branches, dice);
  const edit = Array.isArray(node) ? editList(path, node, dice) : editMap(path, node, dice);
  const root = edit.type === 'set' ? setAt(copy, edit.path, edit.value) : copy;
  return { edit, expected: root };
}

function branchesOf(node: unknown, path: YamlPath): Branch[] {
  if (typeof node !== 'object' || node === null) return [];
  const children: [string | number, unknown][] = Array.isArray(node) ? [...node.entries()] : Object.entries(node);
  const here = node as unknown[] | Record<string, unknown>;
  return [{ path, node: here }, ...children.flatMap(([step, child]) => branchesOf(child, [...path, step]))];
}

/** Changes `list` as the edit that it returns should. */
function editList(path: YamlPath, list: unknown[], dice: Dice): YamlEdit {
  const at = () => dice(list.length - 1);
  switch (list.length === 0 ? 0 : dice(4)) {
    case 0: {
      const [index, value] = [dice(list.length), fresh(dice)];
      list.splice(index, 0, value);
      return { type: 'insertItem', path, index, value };
    }
    case 1: {
      const index = at();
      list.splice(index, 1);
      return { type: 'removeItem', path, index };
    }
    case 2: {
      const [from, to] = [at(), at()];
      list.splice(to, 0, ...list.splice(from, 1));
      return { type: 'moveItem', path, from, to };
    }
    case 3: {
      const index = at();
      list.splice(index, 0, clone(list[index]));
      return { type: 'copyItem', path, index };
    }
    default:
      return { type: 'set', path: [...path, at()], value: fresh(dice) };
  }
}

function editMap(path: YamlPath, map: Record<string, unknown>, dice: Dice): YamlEdit {
  const names = Object.keys(map);
  switch (names.length === 0 ? 0 : dice(4)) {
    case 0: {
      const [key, value, before] = [
        pick(['fresh', 'yes', 'a.b/c'], dice),
        fresh(dice),
        pick([undefined, ...names], dice),
      ];
      const entries = Object.entries(map);
      entries.splice(before === undefined ? entries.length : names.indexOf(before), 0, [key, value]);
      refill(map, entries);
      return { type: 'addKey', path, key, value, ...(before !== undefined && { before }) };
    }
    case 1: {
      const key = pick(names, dice);
      delete map[key];
      return { type: 'removeKey', path, key };
    }
    case 2: {
      const [key, to] = [pick(names, dice), pick(['fresh', 'on', "it's"], dice)];
      if (to in map && to !== key) return editMap(path, map, dice);
      refill(
        map,
        Object.entries(map).map(([name, value]) => [name === key ? to : name, value]),
      );
      return { type: 'renameKey', path, key, to };
    }
    case 3:
      return movePair(path, map, dice) ?? setOne(path, names, dice);
    default:
      return setOne(path, names, dice);
  }
}

function setOne(path: YamlPath, names: readonly string[], dice: Dice): YamlEdit {
  return { type: 'set', path: [...path, pick(names, dice)], value: fresh(dice) };
}

function movePair(path: YamlPath, map: Record<string, unknown>, dice: Dice): YamlEdit | null {
  const mappings = Object.entries(map).filter((pair): pair is [string, Record<string, unknown>] => isMapping(pair[1]));
  if (mappings.length === 0) return null;
  const [from, source] = pick(mappings, dice);
  const key = pick(Object.keys(source), dice);
  const targets = mappings.filter(([name, target]) => name !== from && !(key in target));
  const [to, target] = pick([...targets, ['fresh', {}] as const], dice);
  target[key] = source[key];
  delete source[key];
  if (to in map) return { type: 'movePair', path, from, key, to };
  refill(
    map,
    Object.entries(map).flatMap((pair) => (pair[0] === from ? [pair, [to, target]] : [pair])),
  );
  return { type: 'movePair', path, from, key, to };
}

function isMapping(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}

function refill(map: Record<string, unknown>, entries: readonly [string, unknown][]): void {
  for (const key of Object.keys(map)) delete map[key];
  for (const [key, value] of entries) map[key] = value;
}

function setAt(root: unknown, path: YamlPath, value: unknown): unknown {
  const parent = path.slice(0, -1).reduce<unknown>((node, step) => Reflect.get(node as object, step), root);
  if (path.length === 0) return value;
  Reflect.set(parent as object, path.at(-1) ?? '', value);
  return root;
}

function fresh(dice: Dice): unknown {
  return dice(1) === 0 ? pick(scalars, dice) : pick(trees, dice);
}

function pick<T>(from: readonly T[], dice: Dice): T {
  return from[dice(from.length - 1)] as T;
}

function clone(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}
