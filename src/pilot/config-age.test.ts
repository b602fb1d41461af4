import { expect, it } from 'vitest';
import { byAge } from './config-age.ts';

function object(name: string, namespace: string, creationTimestamp: string | null) {
  return { metadata: { name, namespace, creationTimestamp, labels: {}, annotations: {} } };
}

it('puts the oldest first, by whole seconds, then by name and namespace', () => {
  const sorted = [
    object('z', 'a', null),
    object('b', 'b', '2024-01-01T10:00:00.900Z'),
    object('b', 'a', '2024-01-01T10:00:00Z'),
    object('a', 'a', null),
    object('a', 'z', '2024-01-01T10:00:00Z'),
    object('first', 'z', '2024-01-01T11:59:59+02:00'),
    object('c', 'a', 'yesterday'),
  ].toSorted(byAge);
  expect(sorted.map(({ metadata: { namespace, name } }) => `${namespace}/${name}`)).toEqual([
    'z/first',
    'z/a',
    'a/b',
    'b/b',
    'a/a',
    'a/c',
    'a/z',
  ]);
});
