import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNodes } from './document-nodes.ts';
import { readInParts, type ReadParts } from './read-in-parts.ts';
import { pathAt, rangeOf } from './locate.ts';
import { nodePathAt, nodeRange } from './locate-node.ts';
import { noisyEdit } from './noisy-edit.ts';
import { noisyYaml } from './noisy-yaml.ts';
import { planYamlEdits } from './plan-yaml-edits.ts';
import { parseStream, type YamlDocument } from './stream.ts';
import type { YamlEdit } from './yaml-edit.ts';
import type { YamlPath } from './yaml-path.ts';

type Read = (source: string) => ReadParts | null;

/** Reads in parts however short the text is, and parts of parts too. */
function inParts(source: string): ReadParts | null {
  return readInParts(source, (part) => {
    const whole = wholeOf(part);
    const parts = whole.isEmpty ? null : inParts(part);
    return parts ? { ...whole, ...parts } : whole;
  });
}

function wholeOf(source: string): YamlDocument {
  const [document] = parseStream(source).documents;
  return document ?? { source, value: null, problems: [], isEmpty: true, file: null, parts: null };
}

function pathsOf(value: unknown, path: YamlPath = []): YamlPath[] {
  if (typeof value !== 'object' || value === null) return [path];
  const steps = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [path, ...steps.flatMap((step) => pathsOf(Reflect.get(value, step) as unknown, [...path, step]))];
}

function problemsOf({ problems }: Pick<ReadParts, 'problems'>): readonly string[] {
  return problems.map(({ code, range }) => `${code} ${range.start}-${range.end}`).toSorted();
}

const met = { cut: 0, planned: 0 };

/** What is read in parts says the same as what is read as a whole: value, problems, where everything stands. */
function law(read: Read) {
  return fc.property(fc.gen(), (generate) => {
    const source = noisyYaml((max) => generate(fc.nat, { max })).text;
    const whole = wholeOf(source);
    const cut = whole.isEmpty ? null : read(source);
    if (!cut) return;
    met.cut++;
    const document = { ...whole, ...cut };
    const tree = parseNodes(source);
    expect(JSON.stringify(cut.value)).toBe(JSON.stringify(whole.value));
    expect(problemsOf(cut)).toEqual(problemsOf(whole));
    for (const path of pathsOf(whole.value))
      expect([path, rangeOf(document, path)]).toEqual([path, nodeRange(source, tree, path)]);
    for (let offset = 0; offset <= source.length; offset++)
      expect([offset, pathAt(document, offset)]).toEqual([offset, nodePathAt(source, tree, offset)]);
  });
}

/** The same edits, too: what a part does not show of its surroundings has no say in them. */
const planLaw = fc.property(fc.gen(), (generate) => {
  const dice = (max: number) => generate(fc.nat, { max });
  const { text: source, value } = noisyYaml(dice);
  const { edit } = noisyEdit(value, dice);
  const whole = wholeOf(source);
  const cut = whole.isEmpty ? null : inParts(source);
  if (!cut) return;
  const plan = (document: YamlDocument, change: YamlEdit) =>
    planYamlEdits({ text: source, documents: [document], offsets: [0] }, [{ document: 0, edits: [change] }]);
  const expected = plan(whole, edit);
  expect(plan({ ...whole, ...cut }, edit)).toEqual(expected);
  if (expected.ok) met.planned++;
});

describe('a document in parts', () => {
  it('says what the document says', () => {
    fc.assert(law(inParts), { numRuns: 500 });
    expect(met.cut).toBeGreaterThan(100);
  });

  it('is edited as the document is', () => {
    fc.assert(planLaw, { numRuns: 500 });
    expect(met.planned).toBeGreaterThan(100);
  });

  it('has the problems of its parts where they stand', () => {
    const source = 'a: {b: x?}\nitems:\n- c: 1\n  c: 2\n- d: [y?]\ne: 1\ne: 2\n';
    const cut = inParts(source);
    expect(cut?.parts.items.length).toBe(2);
    expect(cut && problemsOf(cut)).toEqual(problemsOf(wholeOf(source)));
    expect(cut?.problems.length).toBe(4);
  });

  it('is read as a whole where an alias, a directive or an end binds it together', () => {
    const list = 'items:\n- a: 1\n- b: 2\n';
    expect(inParts(list)).not.toBeNull();
    for (const bound of [
      'x: &x 1\nitems:\n- a: *x\n- b: 2\n',
      '%YAML 1.2\n---\nitems:\n- a: 1\n',
      `${list}...\n`,
      'text: |\n- a\n- b\n',
      'items: # "\n  "\n- a: 1\n',
      'items: !!seq\n- a: 1\n',
    ])
      expect([bound, inParts(bound)]).toEqual([bound, null]);
  });

  it('keeps its other items when one changes', () => {
    const item = (index: number) => `- kind: Service\n  metadata:\n    name: shop-${index}\n`;
    const list = `apiVersion: v1\nitems:\n${Array.from({ length: 400 }, (_, index) => item(index)).join('')}kind: List\n`;
    const before = parseStream(list);
    const after = parseStream(list.replace('shop-7\n', 'shop-8888\n'), before);
    const [[old], [fresh]] = [before.documents, after.documents];
    const others = (document: YamlDocument | undefined) => document?.parts?.items.toSpliced(7, 1) ?? [];
    expect(others(fresh).length).toBe(399);
    expect(others(fresh).every((other, index) => other === others(old)[index])).toBe(true);
  });

  const cutWrong = (change: (read: ReadParts) => ReadParts): Read => {
    return (source) => {
      const read = inParts(source);
      return read && change(read);
    };
  };
  const wrong: Readonly<Record<string, Read>> = {
    'forgets the last item': cutWrong((read) => {
      const { path, items } = read.parts;
      const at = path.reduce<unknown>((value, step) => Reflect.get(value as object, step) as unknown, read.value);
      if (items.length < 2 || !Array.isArray(at)) return read;
      const text = JSON.stringify(read.value).replace(JSON.stringify(at), () => JSON.stringify(at.slice(0, -1)));
      return { ...read, value: JSON.parse(text) as unknown };
    }),
    'takes the rest for the start': cutWrong((read) => ({
      ...read,
      parts: { ...read.parts, end: read.parts.offsets[0] ?? 0 },
    })),
    'counts items from one': cutWrong((read) => ({
      ...read,
      parts: { ...read.parts, items: read.parts.items.toReversed() },
    })),
  };
  for (const [name, read] of Object.entries(wrong)) {
    it(`is not what a reader makes that ${name}`, () => {
      expect(fc.check(law(read), { numRuns: 3000, endOnFailure: true }).failed).toBe(true);
    });
  }
});
