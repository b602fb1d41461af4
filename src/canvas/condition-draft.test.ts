import { describe, expect, it } from 'vitest';
import { isSameField } from '../edits/condition-field.ts';
import {
  conditionOf,
  draftOf,
  emptyCondition,
  firstDraft,
  freeKinds,
  matchOf,
  ofKind,
  operatorsOf,
} from './condition-draft.ts';
import { percentWords } from './percent-words.ts';

describe('conditionOf', () => {
  it('writes what the form means', () => {
    expect(conditionOf({ on: 'uri', name: '', operator: 'prefix', value: ' /api ' })).toEqual({
      on: 'uri',
      value: { prefix: '/api' },
    });
    expect(conditionOf({ on: 'headers', name: 'X-Team', operator: 'exact', value: 'a' })).toEqual({
      on: 'headers',
      name: 'x-team',
      value: { exact: 'a' },
    });
    expect(conditionOf({ on: 'headers', name: 'x', operator: 'present', value: '' })).toMatchObject({ value: {} });
    expect(conditionOf({ on: 'queryParams', name: 'Debug', operator: 'exact', value: '1' })).toMatchObject({
      name: 'Debug',
    });
    expect(conditionOf({ on: 'port', name: '', operator: 'exact', value: '8080' })).toEqual({
      on: 'port',
      value: 8080,
    });
    expect(conditionOf({ on: 'gateways', name: '', operator: 'exact', value: 'mesh, a/b' })).toMatchObject({
      value: ['mesh', 'a/b'],
    });
  });

  it('says what is missing', () => {
    expect(conditionOf({ ...emptyCondition, value: '' })).toBe('Give the value.');
    expect(conditionOf({ ...emptyCondition, on: 'headers', name: ' ' })).toBe('Give the name.');
    expect(conditionOf({ ...emptyCondition, on: 'port', value: 'http' })).toBe('A port is a number.');
  });

  it('asks for presence only where that can be asked', () => {
    expect(operatorsOf('headers')).toContain('present');
    expect(operatorsOf('uri')).not.toContain('present');
    expect(operatorsOf('port')).toEqual([]);
  });
});

describe('draftOf', () => {
  it('comes back as the condition that the chip shows', () => {
    const chip = {
      label: 'header x',
      operator: 'regex',
      value: 'a.*',
      negated: false,
      field: { on: 'headers', name: 'x' },
      source: null,
    } as const;
    const draft = draftOf(chip);
    expect(draft && conditionOf(draft)).toEqual({ on: 'headers', name: 'x', value: { regex: 'a.*' } });
  });
});

describe('matchOf', () => {
  it('is an entry that holds the condition alone', () => {
    expect(matchOf({ on: 'headers', name: 'x', value: { exact: 'a' } })).toEqual({ headers: { x: { exact: 'a' } } });
    expect(matchOf({ on: 'port', value: 80 })).toEqual({ port: 80 });
  });
});

describe('a further condition of an entry', () => {
  const taken = [{ on: 'uri' }, { on: 'headers', name: 'x-team' }] as const;

  it('is none that would take the place of one that is there', () => {
    const offered = freeKinds(taken).map(({ on }) => on);
    expect(offered).not.toContain('uri');
    expect(offered).toEqual(expect.arrayContaining(['headers', 'method', 'queryParams']));
    expect(freeKinds([]).map(({ on }) => on)).toContain('uri');
  });

  it('begins with what is free', () => {
    expect(firstDraft(freeKinds([])).on).toBe('uri');
    expect(firstDraft(freeKinds(taken))).toMatchObject({ on: 'headers', operator: 'exact', value: '' });
  });

  it('keeps how and what a name is asked for, whichever kind of name it is', () => {
    const draft = { on: 'headers', name: 'x-a', operator: 'regex', value: '1.*' } as const;
    expect(ofKind(draft, 'withoutHeaders')).toEqual({ ...draft, on: 'withoutHeaders' });
    expect(ofKind(draft, 'uri')).toEqual({ ...emptyCondition, name: 'x-a' });
    expect(ofKind(draft, 'port')).toMatchObject({ operator: 'exact', value: '' });
  });

  it('is told apart by name where there can be several', () => {
    expect(isSameField(taken[1], { on: 'headers', name: 'x-team' })).toBe(true);
    expect(isSameField(taken[1], { on: 'headers', name: 'x-user' })).toBe(false);
    expect(isSameField(taken[1], { on: 'withoutHeaders', name: 'x-team' })).toBe(false);
  });
});

describe('percentWords', () => {
  it('never rounds something to nothing or to all', () => {
    expect([0, 0.04, 33.333, 99.99, 100, 12.5].map(percentWords)).toEqual([
      '0 %',
      '<0.1 %',
      '33 %',
      '>99.9 %',
      '100 %',
      '13 %',
    ]);
  });
});
