import { parseArguments } from './parse-arguments.ts';
import { progressLine } from './progress.ts';
import { runCommand } from './run-command.ts';

/** Set when the command is built, from package.json. */
declare const SIGNALBOX_VERSION: string;

// A reader that has seen enough (`signalbox … | head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const progress = progressLine({ isTTY: process.stderr.isTTY, write: (text) => process.stderr.write(text) }, () =>
  performance.now(),
);
try {
  const command = parseArguments(process.argv.slice(2));
  const { output, warnings, code } = runCommand(command, SIGNALBOX_VERSION, progress.tell);
  progress.clear();
  for (const warning of warnings) process.stderr.write(`${warning}\n`);
  process.stdout.write(output);
  process.exitCode = code;
} catch (error) {
  progress.clear();
  process.stderr.write(
    `This is a fault of signalbox itself: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 2;
}
