/** Is told how far a long run is, as often as one likes: only what is shown is worked out. */
export type Progress = (line: () => string) => void;

/** Where a progress line goes: standard error, which a person may see or a log may keep. */
export type ProgressTarget = { readonly isTTY: boolean; readonly write: (text: string) => void };

/** How many milliseconds pass in silence: a terminal rewrites its line, a log gets few. */
const SILENCE = { terminal: 1000, log: 10_000 } as const;

/** A progress line that says nothing on short runs. `now` is the time in milliseconds; `clear` takes the line away. */
export function progressLine(target: ProgressTarget, now: () => number): { tell: Progress; clear: () => void } {
  const silence = target.isTTY ? SILENCE.terminal : SILENCE.log;
  let last = now();
  let isShown = false;
  return {
    tell: (line) => {
      if (now() - last < silence) return;
      last = now();
      isShown = true;
      target.write(target.isTTY ? `\r\u001B[2K${line()}` : `${line()}\n`);
    },
    clear: () => {
      if (isShown && target.isTTY) target.write('\r\u001B[2K');
    },
  };
}
