/** Where a progress line goes: standard error, which a person may see or a log may keep. */
export type ProgressTarget = { readonly isTTY: boolean; readonly write: (text: string) => void };

/** How long a run is silent at first, and between two lines: a terminal rewrites its line, a log gets few. */
const SECONDS_TO_WAIT = { terminal: 1, log: 10 } as const;

/** A listener for progress that says nothing on short runs. `now` is the time in milliseconds. */
export function progressLine(target: ProgressTarget, now: () => number) {
  const wait = (target.isTTY ? SECONDS_TO_WAIT.terminal : SECONDS_TO_WAIT.log) * 1000;
  let last = now();
  let isShown = false;
  return {
    tell(done: number, total: number): void {
      if (now() - last < wait) return;
      last = now();
      isShown = true;
      target.write(target.isTTY ? `\r${done} of ${total} tests` : `${done} of ${total} tests\n`);
    },
    /** Takes the line away, so that what follows begins on a clean one. */
    clear(): void {
      if (isShown && target.isTTY) target.write('\r\u001B[2K');
    },
  };
}
