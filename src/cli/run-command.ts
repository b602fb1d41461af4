import { readFiles } from './read-files.ts';
import type { Command } from './command.ts';
import type { CommandOutcome } from './command-outcome.ts';
import { convertCommand } from './convert-command.ts';
import { envoyCommand } from './envoy-command.ts';
import { help } from './help.ts';
import { InputProblem } from './input-problem.ts';
import { planCommand } from './plan-command.ts';
import type { Progress } from './progress.ts';
import { routeCommand } from './route-command.ts';
import { testCommand } from './test-command.ts';

/** Does what was asked for. Bad input is told in a sentence, with code 2; nothing is thrown for it. */
export function runCommand(command: Command, version: string, progress: Progress): CommandOutcome {
  try {
    return run(command, version, progress);
  } catch (problem) {
    if (problem instanceof InputProblem) return { output: '', warnings: [problem.message], code: 2 };
    throw problem;
  }
}

function run(command: Command, version: string, progress: Progress): CommandOutcome {
  switch (command.name) {
    case 'help':
      return { output: help[command.topic], warnings: [], code: 0 };
    case 'version':
      return { output: `${version}\n`, warnings: [], code: 0 };
    case 'problem': {
      const more = command.topic === 'signalbox' ? 'signalbox --help' : `signalbox ${command.topic} --help`;
      return { output: '', warnings: [command.message, `${more} says how.`], code: 2 };
    }
    case 'route':
      return routeCommand(command, readFiles(command.paths));
    case 'test':
      return testCommand(command, readFiles(command.paths), progress);
    case 'envoy':
      return envoyCommand(command, readFiles(command.paths));
    case 'convert':
      return convertCommand(command, readFiles(command.paths));
    case 'plan':
      return planCommand(command, readFiles(command.paths));
  }
}
