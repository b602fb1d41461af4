import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protobufDuration } from './duration.ts';

describe('protobufDuration', () => {
  it.each([
    ['10s', '10s'],
    ['2m', '120s'],
    ['1h', '3600s'],
    ['1m30s', '90s'],
    ['300ms', '0.300s'],
    ['1.5s', '1.500s'],
    ['0.1s', '0.100s'],
    ['25us', '0.000025s'],
    ['1ns', '0.000000001s'],
    ['0', '0s'],
    ['0s', '0s'],
    ['-1.5s', '-1.500s'],
  ])('%s is %s', (text, expected) => {
    expect(protobufDuration(text)).toBe(expected);
  });

  it.each(['', 's', '10', '1 s', '1d', 'abc', '-'])('%j is no duration', (text) => {
    expect(protobufDuration(text)).toBeNull();
  });

  it('keeps every millisecond', () => {
    fc.assert(
      fc.property(fc.nat(), (millis) => {
        expect(Number(protobufDuration(`${millis}ms`)?.slice(0, -1)) * 1000).toBeCloseTo(millis, 3);
      }),
    );
  });
});
