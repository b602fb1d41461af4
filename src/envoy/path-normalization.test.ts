import { expect, it } from 'vitest';
import { canonicalPath } from './path-normalization.ts';

it.each([
  ['/a/./b/../c', '/a/c'],
  ['/%61%2D%7E', '/a-~'],
  ['/a%2Fb%zz%', '/a%2Fb%zz%'],
  ['/%%320b', '/%2520b'],
  ['/%%32%30', '/%2520'],
  ['/%%378', '/%2578'],
  ['/%%31g', '/%1g'],
  ['/%00', null],
])('%s is %s', (path, expected) => {
  expect(canonicalPath(path)).toBe(expected);
});
