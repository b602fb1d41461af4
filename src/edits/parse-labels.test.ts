import { expect, it } from 'vitest';
import { parseLabels } from './parse-labels.ts';

it('reads labels as people write them', () => {
  expect(parseLabels('app=a,version=v2')).toEqual({ app: 'a', version: 'v2' });
  expect(parseLabels(' app = a  version:v2, x: y,')).toEqual({ app: 'a', version: 'v2', x: 'y' });
  expect(parseLabels('app.kubernetes.io/name=a, empty=')).toEqual({ 'app.kubernetes.io/name': 'a', empty: '' });
  expect(parseLabels('')).toEqual({});
});

it('refuses what is no label', () => {
  for (const text of ['app', 'app=a, web', '=a', 'app=a=b', 'app: a: b'])
    expect([text, parseLabels(text)]).toEqual([text, null]);
});
