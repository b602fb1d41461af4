import type { YamlPath } from '../../yaml/yaml-path.ts';
import { parseDuration } from '../duration.ts';
import { refusal, type Problems } from './admission-problem.ts';

/** What Istio refuses in a duration: less than 1 ms, or a fraction of one (checks.md A.8, agent/validation.go:ValidateDuration). Absent ones are fine. */
export function* durationProblems(duration: string | undefined, path: YamlPath): Problems {
  if (duration === undefined) return;
  const nanoseconds = parseDuration(duration);
  const refuse = (message: string) => refusal('webhook.duration', path, message);
  if (nanoseconds === null) yield refuse(`\`${duration}\` is no duration such as \`1.5s\` or \`2m\`.`);
  else if (nanoseconds < 1e6) yield refuse('A duration must be at least `1ms`.');
  else if (nanoseconds % 1e6 !== 0) yield refuse('A duration counts whole milliseconds.');
}
