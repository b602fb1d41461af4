import { describe, expect, it } from 'vitest';
import { isPlainString, readPlainScalar } from './kubernetes-scalar.ts';

describe('a plain scalar is what the API server reads', () => {
  it.each([
    ['yes', true],
    ['On', true],
    ['n', false],
    ['FALSE', false],
    ['~', null],
    ['', null],
    ['Null', null],
    ['010', 8],
    ['0o17', 15],
    ['08', 8],
    ['0x1F', 31],
    ['0b101', 5],
    ['1_000', 1000],
    ['-12', -12],
    ['+3', 3],
    ['1e3', 1000],
    ['.5', 0.5],
    ['3.', 3],
    ['-.inf', -Infinity],
    ['2024-01-02', '2024-01-02'],
    ['1:30', '1:30'],
    ['yEs', 'yEs'],
    ['v1', 'v1'],
    ['-', '-'],
    ['0x', '0x'],
    ['1.2.3', '1.2.3'],
  ])('%s', (text, value) => {
    expect(readPlainScalar(text)).toBe(value);
  });

  it('tells which words need quotes to stay texts', () => {
    expect(['yes', '80', '1e3', 'null', ''].map(isPlainString)).toEqual([false, false, false, false, false]);
    expect(['reviews', 'v1', '10.0.0.1', '5s'].map(isPlainString)).toEqual([true, true, true, true]);
  });
});
