import type { YamlPath } from '../../yaml/yaml-path.ts';
import { refusal, type Problems } from './admission-problem.ts';

/** Whether a number is a port's (agent/validation.go:ValidatePort). */
export function isPort(number: number): boolean {
  return number >= 1 && number <= 65535;
}

/** A number that is no port's. */
export function* portProblems(number: number, path: YamlPath): Problems {
  if (!isPort(number)) yield refusal('webhook.port', path, `A port is a number from 1 to 65535, not ${number}.`);
}

/** As `portProblems`, for a match, where 0 asks for no port. */
export function* matchPortProblems(number: number | undefined, path: YamlPath): Problems {
  if (number) yield* portProblems(number, path);
}
