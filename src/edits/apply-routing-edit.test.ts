import { describe, expect, it } from 'vitest';
import { sourceInside, type Source } from '../istio/source.ts';
import { parseStream } from '../yaml/stream.ts';
import { applyTextEdits } from '../yaml/text-edit.ts';
import { applyRoutingEdit } from './apply-routing-edit.ts';
import type { RoutingEdit } from './routing-edit.ts';

const shop = `# Source: shop/routes.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: basket
spec:
  hosts: [basket]
  http:
  # people who test
  - match:
    - headers:
        x-user:
          exact: eve # the one
      uri:
        prefix: /x
    - method: {exact: GET}
    route:
    - destination:
        host: basket
        subset: v2

  # the rest
  - route:
    - destination: {host: basket, subset: v1}
      weight: 90   # most
    - destination: {host: basket, subset: v3}
      weight: 10
    retries:
      attempts: 3
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: basket}
spec:
  host: basket
`;

const virtualService: Source = { document: 0, path: [] };
const destinationRule: Source = { document: 1, path: [] };
const rule = (index: number) => sourceInside(virtualService, 'spec', 'http', index);
const entry = (ruleIndex: number, index: number) => sourceInside(rule(ruleIndex), 'match', index);

function apply(edit: RoutingEdit, text = shop) {
  const stream = parseStream(text);
  const applied = applyRoutingEdit(stream, edit);
  return applied.ok
    ? { text: applyTextEdits(text, applied.edits), select: applied.select, refusal: null }
    : { text, select: null, refusal: applied.refusal.message };
}

/** The lines that an edit takes away and puts in, the same lines at both ends left out. */
function lines(edit: RoutingEdit, text = shop): string[] {
  const [old, fresh] = [text.split('\n'), apply(edit, text).text.split('\n')];
  let head = 0;
  while (head < old.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, fresh.length) - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
  const strip = (side: string[], sign: string) =>
    side.slice(head, side.length - tail).map((line) => `${sign} ${line.trim()}`);
  return [...strip(old, '-'), ...strip(fresh, '+')];
}

describe('weights', () => {
  it('change their digits only', () => {
    expect(apply({ type: 'setWeights', rule: rule(1), weights: [5, 95] }).text).toBe(
      shop.replace('weight: 90 ', 'weight: 5 ').replace('weight: 10', 'weight: 95'),
    );
  });

  it('are added where none is', () => {
    expect(lines({ type: 'setWeights', rule: rule(0), weights: [100] })).toEqual(['+ weight: 100']);
  });

  it('are refused for a rule that has other destinations by now', () => {
    expect(apply({ type: 'setWeights', rule: rule(1), weights: [1] }).refusal).toContain('other destinations');
    expect(apply({ type: 'setWeights', rule: rule(7), weights: [1] }).refusal).not.toBeNull();
    expect(apply({ type: 'setWeights', rule: rule(1), weights: [0.5, 99.5] }).refusal).not.toBeNull();
  });
});

describe('rules', () => {
  const fresh = { match: [{ uri: { prefix: '/new' } }], route: [{ destination: { host: 'basket' } }] };

  it('are added before the first that takes every request', () => {
    const added = apply({ type: 'addRule', virtualService, rule: fresh });
    expect(added.select).toEqual(rule(1));
    expect(added.text).toContain(
      '\n\n  - match:\n    - uri:\n        prefix: /new\n    route:\n    - destination:\n        host: basket\n\n  # the rest\n',
    );
  });

  it('are added where one asks, and where there are none yet', () => {
    expect(apply({ type: 'addRule', virtualService, rule: fresh, index: 2 }).select).toEqual(rule(2));
    const empty = 'kind: VirtualService\nspec:\n  hosts: [a]\n';
    expect(apply({ type: 'addRule', virtualService, rule: { name: 'on' } }, empty).text).toBe(
      `${empty}  http:\n  - name: "on"\n`,
    );
    expect(apply({ type: 'addRule', virtualService: destinationRule, rule: fresh }).refusal).not.toBeNull();
  });

  it('move, go and are doubled with their comments', () => {
    const moved = apply({ type: 'moveRule', rule: rule(1), to: 0 });
    expect(moved.select).toEqual(rule(0));
    expect(moved.text.indexOf('# the rest')).toBeLessThan(moved.text.indexOf('# people who test'));
    expect(apply({ type: 'moveRule', rule: moved.select ?? rule(9), to: 1 }, moved.text).text).toBe(shop);
    expect(apply({ type: 'removeRule', rule: rule(0) }).text).not.toContain('people who test');
    expect(apply({ type: 'duplicateRule', rule: rule(0) }).text.match(/exact: eve # the one/g)).toHaveLength(2);
  });

  it('leave no empty list behind', () => {
    const one = apply({ type: 'removeRule', rule: rule(0) }).text;
    expect(apply({ type: 'removeRule', rule: rule(0) }, one).text).not.toContain('http:');
  });
});

describe('match entries and conditions', () => {
  it('are added below the others, or above what the rule does', () => {
    expect(lines({ type: 'addMatch', rule: rule(0), match: { port: 80 } })).toEqual(['+ - port: 80']);
    expect(lines({ type: 'addMatch', rule: rule(1), match: { port: 80 } })).toEqual([
      '- - route:',
      '+ - match:',
      '+ - port: 80',
      '+ route:',
    ]);
  });

  it('are set in place', () => {
    const set = (condition: (RoutingEdit & { type: 'setCondition' })['condition']) =>
      lines({ type: 'setCondition', match: entry(0, 0), condition });
    expect(set({ on: 'uri', value: { prefix: '/y' } })).toEqual(['- prefix: /x', '+ prefix: /y']);
    expect(set({ on: 'uri', value: { exact: '/x' } })).toEqual(['- prefix: /x', '+ exact: /x']);
    expect(set({ on: 'headers', name: 'x-user', value: { regex: 'e.*' } })).toEqual([
      '- exact: eve # the one',
      '+ regex: e.* # the one',
    ]);
    expect(set({ on: 'headers', name: 'cookie', value: {} })).toEqual(['+ cookie: {}']);
    expect(set({ on: 'queryParams', name: 'q', value: { exact: 'no' } })).toEqual([
      '+ queryParams:',
      '+ q:',
      '+ exact: "no"',
    ]);
  });

  it('make an empty entry a full one', () => {
    const text = 'kind: VirtualService\nspec:\n  http:\n  - match:\n    - {}\n';
    expect(apply({ type: 'setCondition', match: entry(0, 0), condition: { on: 'port', value: 80 } }, text).text).toBe(
      text.replace('{}', 'port: 80'),
    );
  });

  describe('in place of others', () => {
    const text = `kind: VirtualService
spec:
  http:
  - match:
    # who
    - uri:
        prefix: '/a'   # single quoted
      # in between
      headers:
        x-a: {exact: "1"}   # flow
    - headers:
        x-a: { exact: "1" } # one
        x-b: { exact: "2" } # two
`;
    const header = { on: 'headers', name: 'x-a' } as const;
    const replace = (
      index: number,
      replaces: (RoutingEdit & { type: 'removeCondition' })['field'],
      condition: (RoutingEdit & { type: 'setCondition' })['condition'],
      of = text,
    ) => apply({ type: 'setCondition', match: entry(0, index), replaces, condition }, of);

    it('take over their lines, with their comments and the way they are written', () => {
      const asked = { ...header, value: { exact: '1' } };
      expect(replace(0, header, { ...asked, name: 'x-new' }).text).toBe(text.replace('x-a', 'x-new'));
      expect(replace(1, header, { ...asked, name: 'x-new' }).text).toBe(text.replace('x-a: { ', 'x-new: { '));
      expect(replace(0, header, { ...asked, on: 'withoutHeaders' }).text).toBe(
        text.replace('headers:', 'withoutHeaders:'),
      );
      expect(replace(0, header, { on: 'queryParams', name: 'q', value: { regex: 'x.*' } }).text).toBe(
        text.replace('headers:', 'queryParams:').replace('x-a: {exact: "1"}', 'q: {regex: "x.*"}'),
      );
      expect(replace(0, { on: 'uri' }, { on: 'authority', value: { exact: 'b' } })).toEqual({
        text: text.replace('uri:', 'authority:').replace("prefix: '/a'", "exact: 'b'"),
        select: sourceInside(entry(0, 0), 'authority'),
        refusal: null,
      });
      expect(replace(0, header, { on: 'port', value: 80 }).text).toBe(
        text.replace('headers:\n        x-a: {exact: "1"}   # flow', 'port: 80'),
      );
    });

    it('take their lines along to where others of their kind are, or will be', () => {
      const negated = { on: 'withoutHeaders', name: 'x-a', value: { exact: '1' } } as const;
      const moved = text.replace('x-a: { exact: "1" } # one\n        ', '');
      expect(replace(1, header, negated).text).toBe(
        `${moved}      withoutHeaders:\n        x-a: { exact: "1" } # one\n`,
      );
      const others = `${text}      withoutHeaders:\n          x-c: {}\n`;
      expect(replace(1, header, { ...negated, name: 'x-d' }, others).text).toBe(
        `${others.replace('x-a: { exact: "1" } # one\n        ', '')}          x-d: { exact: "1" } # one\n`,
      );
      const alone = others.replace('x-a: { exact: "1" } # one\n        ', '');
      expect(replace(1, { ...header, name: 'x-b' }, { ...negated, name: 'x-b' }, alone).text).toBe(
        alone
          .replace('- headers:\n        x-b: { exact: "2" } # two\n      with', '- with')
          .replace('x-c: {}\n', 'x-c: {}\n          x-b: { exact: "1" } # two\n'),
      );
      const inBrackets = 'kind: VirtualService\nspec: {http: [{match: [{headers: {x-a: {exact: a}, x-b: {}}}]}]}\n';
      expect(replace(0, header, { ...negated, value: { exact: 'a' } }, inBrackets).text).toBe(
        inBrackets.replace('x-a: {exact: a}, x-b: {}}', 'x-b: {}}, withoutHeaders: {x-a: {exact: a}}'),
      );
    });

    it('are added and the others removed where their place is taken', () => {
      expect(replace(1, header, { on: 'headers', name: 'x-b', value: { exact: '1' } }).text).toBe(
        text.replace('x-a: { exact: "1" } # one\n        x-b: { exact: "2" }', 'x-b: { exact: "1" }'),
      );
    });

    it('are none where those are gone', () => {
      expect(replace(0, { on: 'method' }, { on: 'port', value: 80 }).refusal).not.toBeNull();
    });
  });

  it('go with the field that they empty, and with an entry that would ask nothing', () => {
    const remove = (index: number, field: (RoutingEdit & { type: 'removeCondition' })['field'], text = shop) =>
      lines({ type: 'removeCondition', match: entry(0, index), field }, text);
    expect(remove(0, { on: 'uri' })).toEqual(['- uri:', '- prefix: /x']);
    expect(remove(0, { on: 'headers', name: 'x-user' })).toEqual([
      '- - headers:',
      '- x-user:',
      '- exact: eve # the one',
      '- uri:',
      '+ - uri:',
    ]);
    expect(remove(1, { on: 'method' })).toEqual(['- - method: {exact: GET}']);
    const alone = apply({ type: 'removeMatch', match: entry(0, 0) }).text;
    expect(remove(0, { on: 'method' }, alone)).toEqual([
      '- - match:',
      '- - method: {exact: GET}',
      '- route:',
      '+ - route:',
    ]);
    expect(apply({ type: 'removeCondition', match: entry(0, 1), field: { on: 'uri' } }).refusal).not.toBeNull();
  });

  it('move', () => {
    expect(apply({ type: 'moveMatch', match: entry(0, 1), to: 0 }).select).toEqual(entry(0, 0));
  });
});

describe('destinations', () => {
  const v3 = { destination: { host: 'basket', subset: 'v3' } };

  it('join one that stood alone without taking its requests', () => {
    expect(lines({ type: 'addDestination', rule: rule(0), destination: v3 })).toEqual([
      '+ weight: 100',
      '+ - destination:',
      '+ host: basket',
      '+ subset: v3',
      '+ weight: 0',
    ]);
  });

  it('leave their share to the others', () => {
    expect(lines({ type: 'removeDestination', destination: sourceInside(rule(1), 'route', 1) })).toEqual([
      '- weight: 90   # most',
      '- - destination: {host: basket, subset: v3}',
      '- weight: 10',
      '+ weight: 100   # most',
    ]);
  });

  it('are not taken from a rule that would do nothing, nor given to one that answers itself', () => {
    const only = { type: 'removeDestination', destination: sourceInside(rule(0), 'route', 0) } as const;
    expect(apply(only).refusal).toContain('only destination');
    expect(apply(only, shop.replace('    route:\n', '    redirect:\n    route:\n')).refusal).toContain(
      'only destination',
    );
    const text = 'kind: VirtualService\nspec:\n  http:\n  - redirect: {uri: /a}\n';
    expect(apply({ type: 'addDestination', rule: rule(0), destination: v3 }, text).refusal).toContain('redirect');
  });
});

describe('subsets', () => {
  it('are added once, and go with their list', () => {
    const add = { type: 'addSubset', destinationRule, name: 'v2', labels: { version: 'v2' } } as const;
    const { text, select } = apply(add);
    expect(text).toBe(`${shop}  subsets:\n  - name: v2\n    labels:\n      version: v2\n`);
    expect(apply(add, text).refusal).toContain('already');
    expect(apply({ type: 'removeSubset', subset: select ?? destinationRule }, text).text).toBe(shop);
  });
});

describe('fields', () => {
  const set = (field: (string | number)[], value: unknown) =>
    lines({ type: 'setField', object: rule(1), field, value });

  it('are set, made with their parents, and removed with parents that they leave empty', () => {
    expect(set(['retries', 'attempts'], 5)).toEqual(['- attempts: 3', '+ attempts: 5']);
    expect(set(['fault', 'abort', 'httpStatus'], 503)).toEqual(['+ fault:', '+ abort:', '+ httpStatus: 503']);
    expect(set(['corsPolicy', 'allowOrigins', 0, 'exact'], 'https://a')).toEqual([
      '+ corsPolicy:',
      '+ allowOrigins:',
      '+ - exact: https://a',
    ]);
    expect(set(['retries', 'attempts'], undefined)).toEqual(['- retries:', '- attempts: 3']);
    expect(set(['nothing', 'here'], undefined)).toEqual([]);
    expect(
      apply({ type: 'setField', object: rule(1), field: ['retries', 'attempts', 'x'], value: 1 }).refusal,
    ).not.toBeNull();
  });
});

describe('documents', () => {
  const value = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'on' } };
  const rendered = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: "on"\n';

  it('are added at the end, behind another, or as the first', () => {
    expect(apply({ type: 'addDocument', value, comment: 'made here' })).toEqual({
      text: `${shop}---\n# made here\n${rendered}`,
      select: { document: 2, path: [] },
      refusal: null,
    });
    expect(apply({ type: 'addDocument', value, after: 0 }).text).toBe(shop.replace('---\n', `---\n${rendered}---\n`));
    expect(apply({ type: 'addDocument', value }, '').text).toBe(rendered);
    expect(apply({ type: 'addDocument', value }, 'a: 1').text).toBe(`a: 1\n---\n${rendered}`);
    expect(apply({ type: 'addDocument', value }, 'a: 1\r\n').text).toBe(
      `a: 1\r\n---\r\n${rendered.replaceAll('\n', '\r\n')}`,
    );
    const empty = '---\n# Source: shop/empty.yaml\n\n';
    expect(apply({ type: 'addDocument', value }, empty).text).toBe(`${empty}---\n${rendered}`);
    for (const text of ['', '# c\n', 'a: 1\n---\n', 'a: 1\n--- # c\n', 'a: [', '---\na: "', 'a: |\n  b']) {
      const added = apply({ type: 'addDocument', value }, text);
      expect(parseStream(added.text).documents[added.select?.document ?? -1]?.value).toEqual(value);
    }
  });

  it('never take the place of one that is there, were it only because of its name', () => {
    const object = (kind: string, spec: object, apiVersion = 'networking.istio.io/v1') => ({
      type: 'addDocument' as const,
      value: { apiVersion, kind, metadata: { name: 'basket', namespace: 'default' }, spec },
    });
    const more = `${shop}---\napiVersion: networking.istio.io/v1beta1\nkind: DestinationRule\nmetadata: {name: basket-2}\nspec: {host: b}\n`;
    expect(apply(object('DestinationRule', { host: 'other' }), more).text.slice(more.length)).toContain(
      'name: basket-3\n',
    );
    expect(apply(object('DestinationRule', { host: 'other' }, 'example.com/v1')).text).toContain(
      'name: basket\n  namespace',
    );
    expect(apply(object('VirtualService', { hosts: ['x'] })).text).toContain('name: basket-2\n');
    expect(apply(object('VirtualService', { http: [] })).refusal).toBe(
      'There is a VirtualService `default/basket` already, but it is not in use as it stands.',
    );
    const gateway = `${shop}---\napiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: basket}\nspec: {servers: 5}\n`;
    expect(apply(object('Gateway', { servers: [] }), gateway).refusal).toContain('There is a Gateway `default/basket`');
  });

  it('are removed whole; their file’s name stays with the rest of the file', () => {
    expect(apply({ type: 'removeDocument', document: 1 }).text).toBe(shop.slice(0, shop.indexOf('---\n')));
    expect(apply({ type: 'remove', target: virtualService }).text).toBe(
      `---\n# Source: shop/routes.yaml\n${shop.slice(shop.indexOf('---\n') + 4)}`,
    );
    expect(apply({ type: 'removeDocument', document: 5 }).refusal).not.toBeNull();
  });

  it('of a list are its items', () => {
    const text = 'kind: List\nitems:\n- kind: A\n# of b\n- kind: B\n';
    const object = { document: 0, path: ['items', 1] };
    expect(apply({ type: 'remove', target: object }, text).text).toBe('kind: List\nitems:\n- kind: A\n');
  });
});

describe('every edit', () => {
  it('is refused, not thrown, where its place is gone or its document is broken', () => {
    const nowhere: Source = { document: 9, path: ['spec', 'http', 3] };
    const edits: RoutingEdit[] = [
      { type: 'setWeights', rule: nowhere, weights: [1] },
      { type: 'moveRule', rule: nowhere, to: 0 },
      { type: 'removeRule', rule: nowhere },
      { type: 'duplicateRule', rule: nowhere },
      { type: 'addMatch', rule: nowhere, match: {} },
      { type: 'setCondition', match: nowhere, condition: { on: 'port', value: 1 } },
      { type: 'removeCondition', match: nowhere, field: { on: 'port' } },
      { type: 'addDestination', rule: nowhere, destination: { destination: { host: 'a' } } },
      { type: 'removeDestination', destination: nowhere },
      { type: 'addSubset', destinationRule: nowhere, name: 'a', labels: {} },
      { type: 'setField', object: nowhere, field: ['a'], value: 1 },
      { type: 'remove', target: nowhere },
      { type: 'remove', target: { document: 9, path: [] } },
      { type: 'addRule', virtualService: nowhere, rule: {} },
    ];
    for (const edit of edits) expect([edit.type, apply(edit).refusal]).not.toEqual([edit.type, null]);
    const broken = shop.replace('hosts: [basket]', 'hosts: [basket');
    expect(apply({ type: 'setWeights', rule: rule(1), weights: [1, 99] }, broken).refusal).not.toBeNull();
    expect(apply({ type: 'addSubset', destinationRule, name: 'v2', labels: {} }, broken).refusal).toBeNull();
  });
});

describe('an edit of a document that is no YAML at the moment', () => {
  const broken = shop.replace('hosts: [basket]', 'hosts: [basket');
  const edits: readonly RoutingEdit[] = [
    { type: 'setWeights', rule: rule(1), weights: [50, 50] },
    { type: 'addRule', virtualService, rule: {} },
    { type: 'moveRule', rule: rule(1), to: 0 },
    { type: 'removeRule', rule: rule(1) },
    { type: 'duplicateRule', rule: rule(1) },
    { type: 'addMatch', rule: rule(1), match: {} },
    { type: 'removeMatch', match: entry(0, 1) },
    { type: 'moveMatch', match: entry(0, 1), to: 0 },
    { type: 'setCondition', match: entry(0, 0), condition: { on: 'method', value: { exact: 'GET' } } },
    { type: 'removeCondition', match: entry(0, 0), field: { on: 'uri' } },
    { type: 'addDestination', rule: rule(1), destination: { destination: { host: 'basket' } } },
    { type: 'removeDestination', destination: sourceInside(rule(1), 'route', 1) },
    { type: 'setField', object: rule(1), field: ['timeout'], value: '1s' },
    { type: 'renameField', field: sourceInside(rule(1), 'retries'), to: 'retrys' },
    { type: 'remove', target: sourceInside(rule(1), 'retries') },
  ];
  it.each(edits.map((edit) => [edit.type, edit] as const))('is refused for that reason: %s', (_, edit) => {
    expect(apply(edit, broken).refusal).toBe('This document cannot be read as YAML; mend it first.');
  });
});
