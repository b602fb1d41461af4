import { describe, expect, it } from 'vitest';
import { progressLine } from './progress.ts';

function record(isTTY: boolean) {
  const written: string[] = [];
  let time = 0;
  const progress = progressLine({ isTTY, write: (text) => written.push(text) }, () => time);
  return { written, ...progress, wait: (milliseconds: number) => (time += milliseconds) };
}

describe('progressLine', () => {
  it('says nothing on short runs', () => {
    const { written, tell, clear, wait } = record(true);
    wait(999);
    tell(() => '1 of 2');
    clear();
    expect(written).toEqual([]);
  });

  it('rewrites one line of a terminal and takes it away', () => {
    const { written, tell, clear, wait } = record(true);
    for (const line of ['1 of 2', '2 of 2']) {
      wait(1000);
      tell(() => line);
      tell(() => 'too soon');
    }
    clear();
    expect(written).toEqual(['\r\u001B[2K1 of 2', '\r\u001B[2K2 of 2', '\r\u001B[2K']);
  });

  it('puts few lines into a log', () => {
    const { written, tell, clear, wait } = record(false);
    wait(5000);
    tell(() => 'too soon');
    wait(5000);
    tell(() => '1 of 2');
    clear();
    expect(written).toEqual(['1 of 2\n']);
  });
});
