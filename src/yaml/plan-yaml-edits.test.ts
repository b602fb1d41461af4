import { describe, expect, it } from 'vitest';
import { planYamlEdits } from './plan-yaml-edits.ts';
import { parseStream } from './stream.ts';
import { applyTextEdits } from './text-edit.ts';
import type { YamlEdit } from './yaml-edit.ts';

/** The text after edits of its last document, or why they were refused. */
function edited(text: string, ...edits: YamlEdit[]): string {
  const stream = parseStream(text);
  const plan = planYamlEdits(stream, [{ document: stream.documents.length - 1, edits }]);
  return plan.ok ? applyTextEdits(text, plan.edits) : `refused: ${plan.refusal.reason}`;
}

describe('setting a value', () => {
  it('changes the digits of a number and nothing else', () => {
    const text = 'a:   90   # most\nb: [ 1,2 ]\n';
    const stream = parseStream(text);
    const edits: YamlEdit[] = [
      { type: 'set', path: ['a'], value: 5 },
      { type: 'set', path: ['b', 1], value: 100 },
    ];
    expect(planYamlEdits(stream, [{ document: 0, edits }])).toEqual({
      ok: true,
      edits: [
        { offset: 5, length: 2, text: '5' },
        { offset: 24, length: 1, text: '100' },
      ],
    });
  });

  it('keeps the way a string is quoted, where that can hold the new one', () => {
    expect(edited("a: 'x'", { type: 'set', path: ['a'], value: "it's" })).toBe("a: 'it''s'");
    expect(edited('a: "x" # c', { type: 'set', path: ['a'], value: 'y' })).toBe('a: "y" # c');
    expect(edited("a: 'x'", { type: 'set', path: ['a'], value: 'tab\t' })).toBe('a: "tab\\t"');
    expect(edited('a: |\n  one\n  two\nb: 1\n', { type: 'set', path: ['a'], value: 'three\nfour\n' })).toBe(
      'a: |\n  three\n  four\nb: 1\n',
    );
  });

  it('quotes what YAML 1.1 or Kubernetes would read as something else', () => {
    for (const word of ['yes', 'Off', 'n', '010', '0o17', '1_000', '1:30', '2001-01-01', '~', '.5', '0x1F', ''])
      expect(edited('a: x\n', { type: 'set', path: ['a'], value: word })).toBe(`a: "${word}"\n`);
    expect(edited('a: {b: x}\n', { type: 'set', path: ['a', 'b'], value: 'https?' })).toBe('a: {b: "https?"}\n');
  });

  it('fills an empty value', () => {
    expect(edited('a: # c\nb:\n', { type: 'set', path: ['a'], value: 1 })).toBe('a: 1 # c\nb:\n');
    expect(edited('a: # c\nb:\n', { type: 'set', path: ['a'], value: { c: [1] } })).toBe('a: # c\n  c:\n  - 1\nb:\n');
    expect(edited('-', { type: 'set', path: [0], value: 'x' })).toBe('- x');
  });

  it('changes only the entries of a mapping or list that differ', () => {
    const text = 'a:\n  # one\n  b: 1 # x\n  c: [p, q] # y\n';
    expect(edited(text, { type: 'set', path: ['a'], value: { b: 1, c: ['p', 'r', 'q'] } })).toBe(
      'a:\n  # one\n  b: 1 # x\n  c: [p, r, q] # y\n',
    );
    expect(edited('uri:\n  exact: /a # c\n', { type: 'set', path: ['uri'], value: { prefix: '/b' } })).toBe(
      'uri:\n  prefix: /b # c\n',
    );
  });
});

describe('inserting', () => {
  it('indents, sets dashes and line ends as the siblings do', () => {
    expect(edited('a:\n    -   b: 1\n', { type: 'insertItem', path: ['a'], index: 1, value: { c: 2, d: 3 } })).toBe(
      'a:\n    -   b: 1\n    -   c: 2\n        d: 3\n',
    );
    expect(edited('a:\r\n- b\r\n', { type: 'insertItem', path: ['a'], index: 0, value: { c: 2, d: 3 } })).toBe(
      'a:\r\n- c: 2\r\n  d: 3\r\n- b\r\n',
    );
    expect(edited('a: 1', { type: 'addKey', path: [], key: 'b', value: 2 })).toBe('a: 1\nb: 2');
  });

  it('leaves lists level with their keys where the others are, however wide a step is', () => {
    const list = [{ match: [{ uri: { prefix: '/a' } }], text: 'x\ny\n' }, { route: [['b'], []] }];
    const text = 'spec:\n    hosts:\n    - a\n    gateways: []\n';
    expect(edited(text, { type: 'addKey', path: ['spec'], key: 'http', value: list })).toBe(
      `${text}    http:\n    - match:\n      - uri:\n            prefix: /a\n      text: |\n          x\n          y\n    - route:\n      - - b\n      - []\n`,
    );
    expect(edited(text, { type: 'set', path: ['spec', 'gateways'], value: [{ b: ['c'] }] })).toBe(
      'spec:\n    hosts:\n    - a\n    gateways:\n    - b:\n      - c\n',
    );
    expect(edited(text, { type: 'insertItem', path: ['spec', 'hosts'], index: 1, value: { c: [{ d: 1 }] } })).toBe(
      'spec:\n    hosts:\n    - a\n    - c:\n      - d: 1\n    gateways: []\n',
    );
    expect(edited('a:\n b:\n - c\n', { type: 'addKey', path: ['a'], key: 'd', value: { e: ['f'] } })).toBe(
      'a:\n b:\n - c\n d:\n  e:\n  - f\n',
    );
    // Where lists stand in, a new one does.
    expect(edited('a:\n    b:\n        - c\n', { type: 'addKey', path: ['a'], key: 'd', value: ['e'] })).toBe(
      'a:\n    b:\n        - c\n    d:\n        - e\n',
    );
  });

  it('takes steps as wide as the siblings’ are, or else those around them', () => {
    const text =
      'meta:\n    name: a\nspec:\n    http:\n    - match:\n      - uri:\n          prefix: /a\n    - name: b\n';
    const value = { uri: { exact: '/b' } };
    expect(edited(text, { type: 'insertItem', path: ['spec', 'http', 0, 'match'], index: 1, value })).toBe(
      text.replace('/a\n', '/a\n      - uri:\n          exact: /b\n'),
    );
    expect(edited(text, { type: 'addKey', path: ['spec', 'http', 1], key: 'match', value: [value] })).toBe(
      `${text}      match:\n      - uri:\n          exact: /b\n`,
    );
    expect(edited(text, { type: 'addKey', path: ['meta'], key: 'labels', value: { c: 'd' } })).toBe(
      text.replace('name: a\n', 'name: a\n    labels:\n        c: d\n'),
    );
    const mixed = 'hosts:\n  - a\nhttp:\n- route:\n  - b: 1\n';
    expect(edited(mixed, { type: 'addKey', path: ['http', 0], key: 'match', value: [{ c: 1 }] })).toBe(
      `${mixed}  match:\n  - c: 1\n`,
    );
  });

  it('leaves as much space inside brackets as the siblings do, or else those around them', () => {
    const value = { c: { d: ['e'] } };
    const inserted = (text: string) => edited(text, { type: 'insertItem', path: ['a'], index: 1, value });
    expect(inserted('a: [ {b: 1} ]\n')).toBe('a: [ {b: 1}, {c: {d: [ e ]}} ]\n');
    expect(inserted('a: [{ b: 1 }]\n')).toBe('a: [{ b: 1 }, { c: { d: [e] } }]\n');
    expect(inserted('z: { y: 1 }\na: [b]\n')).toBe('z: { y: 1 }\na: [b, { c: { d: [e] } }]\n');
    expect(inserted('z: { y: 1 }\na: [{b: 1}]\n')).toBe('z: { y: 1 }\na: [{b: 1}, {c: {d: [e]}}]\n');
  });

  it('goes above the comment of the next entry and below those of the last', () => {
    const text = 'l:\n  # of a\n  - a # at a\n    # in a\n  # of b\n  - b\n';
    expect(edited(text, { type: 'insertItem', path: ['l'], index: 1, value: 'x', comment: 'of x' })).toBe(
      'l:\n  # of a\n  - a # at a\n    # in a\n  # of x\n  - x\n  # of b\n  - b\n',
    );
  });

  it('keeps blank lines between entries that have them', () => {
    expect(edited('- a\n\n- b\n', { type: 'insertItem', path: [], index: 1, value: 'x' })).toBe('- a\n\n- x\n\n- b\n');
  });

  it('takes the place behind the dash', () => {
    expect(edited('- b: 1\n  c: 2\n', { type: 'addKey', path: [0], key: 'a', value: 0, before: 'b' })).toBe(
      '- a: 0\n  b: 1\n  c: 2\n',
    );
    expect(edited('- - a\n', { type: 'insertItem', path: [0], index: 0, value: 'x' })).toBe('- - x\n  - a\n');
  });

  it('fits into brackets of one or many lines, and into empty ones', () => {
    expect(edited('a: [b]\n', { type: 'insertItem', path: ['a'], index: 1, value: { c: 'on' } })).toBe(
      'a: [b, {c: "on"}]\n',
    );
    expect(edited('a: [\n  b, # x\n]\n', { type: 'insertItem', path: ['a'], index: 1, value: 'c' })).toBe(
      'a: [\n  b, # x\n  c,\n]\n',
    );
    expect(edited('a: [\n  # of b\n  b,\n]\n', { type: 'insertItem', path: ['a'], index: 0, value: 'c' })).toBe(
      'a: [\n  c,\n  # of b\n  b,\n]\n',
    );
    expect(edited('a: []\nb: {}\n', { type: 'insertItem', path: ['a'], index: 0, value: { c: 1 } })).toBe(
      'a:\n- c: 1\nb: {}\n',
    );
    expect(edited('- {}\n', { type: 'addKey', path: [0], key: 'a', value: { b: 1 } })).toBe('- a:\n    b: 1\n');
  });

  it('keeps JSON what it is', () => {
    const text = '{\n  "a": [\n    {"b": 1}\n  ]\n}\n';
    expect(edited(text, { type: 'addKey', path: [], key: 'c', value: { d: ['e'] } })).toBe(
      '{\n  "a": [\n    {"b": 1}\n  ],\n  "c": {\n    "d": [\n      "e"\n    ]\n  }\n}\n',
    );
  });
});

describe('removing', () => {
  it('takes the comments that are the entry’s own and leaves the others', () => {
    const text = 'l:\n# about the list\n\n# of a\n- a # at a\n  # in a\n# of b\n- b\n\n# the end\n';
    expect(edited(text, { type: 'removeItem', path: ['l'], index: 0 })).toBe(
      'l:\n# about the list\n\n# of b\n- b\n\n# the end\n',
    );
  });

  it('leaves an empty collection where nothing is left, and the line end as it was', () => {
    expect(edited('a:\n  - b\nc: 1\n', { type: 'removeItem', path: ['a'], index: 0 })).toBe('a: []\nc: 1\n');
    expect(edited('- a: 1', { type: 'removeKey', path: [0], key: 'a' })).toBe('- {}');
    expect(edited('a: 1\nb: 2', { type: 'removeKey', path: [], key: 'b' })).toBe('a: 1');
  });

  it('moves the next key up to the dash', () => {
    expect(edited('- a: 1\n  # of b\n  b: 2\n', { type: 'removeKey', path: [0], key: 'a' })).toBe('- # of b\n  b: 2\n');
  });

  it('keeps what stands above the first key of a document: it is about the document', () => {
    expect(edited('# Source: x.yaml\na: 1\nb: 2\n', { type: 'removeKey', path: [], key: 'a' })).toBe(
      '# Source: x.yaml\nb: 2\n',
    );
  });
});

describe('moving and copying', () => {
  it('carries an item’s comments and its blank line', () => {
    const text = '# head\n\n# of a\n- a\n\n# of b\n- b # at b\n  # in b\n';
    expect(edited(`l:\n${text}`, { type: 'moveItem', path: ['l'], from: 1, to: 0 })).toBe(
      'l:\n# head\n\n# of b\n- b # at b\n  # in b\n\n# of a\n- a\n',
    );
  });

  it('leaves what is set apart from both where it is, whichever of them moves, and puts it back', () => {
    const text = 'l:\n- a\n\n\n# banner\n\n- b\n- c\n';
    const swapped = 'l:\n- b\n\n\n# banner\n\n- a\n- c\n';
    const moved = (from: number, to: number, of = text) => edited(of, { type: 'moveItem', path: ['l'], from, to });
    expect(moved(0, 1)).toBe(swapped);
    expect(moved(1, 0)).toBe(swapped);
    expect(moved(1, 0, swapped)).toBe(text);
    expect(moved(2, 0)).toBe('l:\n- c\n\n\n# banner\n\n- a\n- b\n');
    expect(moved(0, 2)).toBe('l:\n- b\n\n\n# banner\n\n- c\n- a\n');
    expect(moved(0, 2, text.trimEnd())).toBe('l:\n- b\n\n\n# banner\n\n- c\n- a');
    expect(moved(2, 0, text.trimEnd())).toBe('l:\n- c\n\n\n# banner\n\n- a\n- b');
  });

  it('works behind dashes, in brackets and at the end of a text without a line end', () => {
    expect(edited('- - a\n  - b\n', { type: 'moveItem', path: [0], from: 0, to: 1 })).toBe('- - b\n  - a\n');
    expect(edited('a: [b, {c: 1}]', { type: 'moveItem', path: ['a'], from: 1, to: 0 })).toBe('a: [{c: 1}, b]');
    expect(edited('- a\n- b', { type: 'moveItem', path: [], from: 0, to: 1 })).toBe('- b\n- a');
  });

  it('copies an item as it is written', () => {
    expect(edited('l:\n# c\n- {a:  1} # d\n- b', { type: 'copyItem', path: ['l'], index: 0 })).toBe(
      'l:\n# c\n- {a:  1} # d\n# c\n- {a:  1} # d\n- b',
    );
  });

  it('copies no anchor: aliases go on to mean the first', () => {
    const copied = (text: string) => edited(text, { type: 'copyItem', path: ['l'], index: 0 });
    expect(copied('l:\n- &one # c\n  a: &a {b: &b  1}\n  c: [*a, "&d"]\nm: *one\n')).toBe(
      'l:\n- &one # c\n  a: &a {b: &b  1}\n  c: [*a, "&d"]\n- # c\n  a: {b: 1}\n  c: [*a, "&d"]\nm: *one\n',
    );
    expect(copied('l:\n- a: &a\n    b: 1\n  c: *a\n')).toBe(
      'l:\n- a: &a\n    b: 1\n  c: *a\n- a:\n    b: 1\n  c: *a\n',
    );
    expect(copied('l: [&x {a: &y 1, b: *y}]\n')).toBe('l: [&x {a: &y 1, b: *y}, {a: 1, b: *y}]\n');
    expect(copied('k: &k 1\nl:\n- - &x a\n  - *x\n')).toBe('k: &k 1\nl:\n- - &x a\n  - *x\n- - a\n  - *x\n');
    expect(edited('l:\n- - &x a\n  - *x\n', { type: 'copyItem', path: ['l', 0], index: 0 })).toBe(
      'l:\n- - &x a\n  - a\n  - *x\n',
    );
  });
});

describe('comments where the keys of an item stand', () => {
  const text = 'http:\n  # of a\n- n: a\n  r:\n    # of x\n  - x: 1\n    # of y\n  - y: 1\n  # of b\n- n: b\n';
  const [a, b] = ['  # of a\n- n: a\n  r:\n    # of x\n  - x: 1\n    # of y\n  - y: 1\n', '  # of b\n- n: b\n'];

  it('go, move and are doubled with the item below them', () => {
    expect(edited(text, { type: 'removeItem', path: ['http'], index: 0 })).toBe(`http:\n${b}`);
    expect(edited(text, { type: 'removeItem', path: ['http'], index: 1 })).toBe(`http:\n${a}`);
    expect(edited(text, { type: 'moveItem', path: ['http'], from: 0, to: 1 })).toBe(`http:\n${b}${a}`);
    expect(edited(text, { type: 'moveItem', path: ['http'], from: 1, to: 0 })).toBe(`http:\n${b}${a}`);
    expect(edited(text, { type: 'copyItem', path: ['http'], index: 0 })).toBe(`http:\n${a}${a}${b}`);
    expect(edited(text, { type: 'copyItem', path: ['http'], index: 1 })).toBe(`http:\n${a}${b}${b}`);
  });

  it('stay with it when another is put before it', () => {
    expect(edited(text, { type: 'insertItem', path: ['http'], index: 0, value: 'x' })).toBe(`http:\n- x\n${a}${b}`);
    expect(edited(text, { type: 'insertItem', path: ['http'], index: 1, value: 'x' })).toBe(`http:\n${a}- x\n${b}`);
  });

  it('stay with it when the item above changes at its end', () => {
    expect(edited(text, { type: 'addKey', path: ['http', 0], key: 'k', value: 1 })).toBe(`http:\n${a}  k: 1\n${b}`);
    expect(edited(text, { type: 'removeItem', path: ['http', 0, 'r'], index: 1 })).toBe(
      text.replace('    # of y\n  - y: 1\n', ''),
    );
    expect(edited(text, { type: 'insertItem', path: ['http', 0, 'r'], index: 2, value: 'z' })).toBe(
      text.replace('  # of b\n', '  - z\n  # of b\n'),
    );
    expect(edited('- - a\n    # of b\n  - b\n', { type: 'removeItem', path: [0], index: 0 })).toBe('- # of b\n  - b\n');
  });
});

describe('several edits', () => {
  it('each see what the ones before them left, and come out as edits of the first text', () => {
    const text = 'l:\n- a\n- b\n';
    const edits: YamlEdit[] = [
      { type: 'insertItem', path: ['l'], index: 0, value: 'x' },
      { type: 'removeItem', path: ['l'], index: 1 },
      { type: 'set', path: ['l', 0], value: 'z' },
      { type: 'addKey', path: [], key: 'k', value: 1 },
    ];
    expect(edited(`---\nfirst: 1\n---\n${text}`, ...edits)).toBe('---\nfirst: 1\n---\nl:\n- z\n- b\nk: 1\n');
  });
});

describe('an item among others', () => {
  const added = (items: string, value: unknown) => {
    const text = `route:\n${items}`;
    return edited(text, { type: 'insertItem', path: ['route'], index: 1, value }).slice(text.length);
  };
  const value = { destination: { host: 'cart', subset: 'v2' }, weight: 5 };

  it('is in brackets where they are, key by key', () => {
    expect(added('- destination: {host: cart, subset: v1}\n', value)).toBe(
      '- destination: {host: cart, subset: v2}\n  weight: 5\n',
    );
    expect(added('- {destination: {host: cart}} # one\n', value)).toBe(
      '- {destination: {host: cart, subset: v2}, weight: 5}\n',
    );
    expect(added('  -   destination: { host: cart }\n', value)).toBe(
      '  -   destination: { host: cart, subset: v2 }\n      weight: 5\n',
    );
    expect(
      added('- destination:\n    host: cart\n    port: {number: 80}\n', {
        destination: { host: 'b', port: { number: 8080 }, subset: undefined },
      }),
    ).toBe('- destination:\n    host: b\n    port: {number: 8080}\n');
    expect(
      added('- match: [{uri: {prefix: /a}}]\n', { match: [{ uri: { exact: 'a, b' } }], route: [{ weight: 1 }] }),
    ).toBe('- match: [{uri: {exact: "a, b"}}]\n  route:\n  - weight: 1\n');
  });

  it('is in lines where they are', () => {
    expect(added('- destination:\n    host: cart\n', value)).toBe(
      '- destination:\n    host: cart\n    subset: v2\n  weight: 5\n',
    );
    expect(added('- plain\n', 'other')).toBe('- other\n');
  });
});

describe('refusing', () => {
  it('says why', () => {
    expect(edited('a: [', { type: 'set', path: ['a'], value: 1 })).toBe('refused: syntax-error');
    expect(edited('a: 1', { type: 'set', path: ['b'], value: 1 })).toBe('refused: not-found');
    expect(edited('a: 1', { type: 'set', path: ['a', 'b'], value: 1 })).toBe('refused: not-found');
    expect(edited('a: &x 1\nb: *x\n', { type: 'set', path: ['a'], value: 2 })).toBe('refused: alias');
    expect(edited('a: &x {c: 1}\nb: *x\n', { type: 'set', path: ['b', 'c'], value: 2 })).toBe('refused: alias');
    expect(edited('a: &x {c: 1}\nb:\n  <<: *x\n', { type: 'set', path: ['b', 'c'], value: 2 })).toBe('refused: alias');
    expect(edited('a: &x 1\nb: *x\n', { type: 'removeKey', path: [], key: 'a' })).toBe('refused: alias');
    expect(edited('a: &x {c: 1}\nb: *x\n', { type: 'removeKey', path: ['b'], key: 'c' })).toBe('refused: alias');
    expect(edited('a: &x {c: 1}\nb:\n  <<: *x\n', { type: 'removeKey', path: ['b'], key: 'c' })).toBe('refused: alias');
    // The value would stay the same: every merged key is another's by now. The alias would stand for nothing.
    const overridden = 'l:\n- {a: &x {b: 1}}\n- {<<: *x, b: 2}\n';
    expect(edited(overridden, { type: 'removeItem', path: ['l'], index: 0 })).toBe('refused: alias');
    expect(edited(overridden, { type: 'removeItem', path: ['l'], index: 1 })).toBe('l:\n- {a: &x {b: 1}}\n');
    expect(edited(overridden, { type: 'moveItem', path: ['l'], from: 0, to: 1 })).toBe('refused: alias');
    expect(edited('a: 1\n', { type: 'addKey', path: [], key: 'a', value: 2 })).toBe('refused: layout');
    expect(edited('a: [b, # c\n  d]\n', { type: 'moveItem', path: ['a'], from: 0, to: 1 })).toBe('refused: layout');
    expect(edited('', { type: 'set', path: ['a'], value: 1 })).toBe('refused: not-found');
  });

  it('leaves the value of an alias where it stands alone', () => {
    expect(edited('a: &x 1\nb: *x # c\n', { type: 'set', path: ['b'], value: 2 })).toBe('a: &x 1\nb: 2 # c\n');
    expect(edited('a: &x 1\n', { type: 'set', path: ['a'], value: 2 })).toBe('a: &x 2\n');
  });
});
