import type { YamlPath } from '../../yaml/yaml-path.ts';
import { parseDuration } from '../duration.ts';
import { refusal, type Problems } from './admission-problem.ts';

/** Nanoseconds of a duration as Go reads it, which ends at 292 years; null for everything else. */
export function goDuration(text: string): number | null {
  const nanoseconds = parseDuration(text);
  return nanoseconds !== null && Math.abs(nanoseconds) < 2 ** 63 ? nanoseconds : null;
}

/** What Istio refuses in a duration: less than 1 ms, or a fraction of one (checks.md A.8, agent/validation.go:ValidateDuration). Absent ones are fine. */
export function* durationProblems(duration: string | undefined, path: YamlPath): Problems {
  const nanoseconds = goDuration(duration ?? '');
  const refuse = (message: string) => refusal('webhook.duration', path, message);
  if (duration === undefined) return;
  if (nanoseconds === null) yield* durationSyntaxProblems(duration, path);
  else if (nanoseconds < 1e6) yield refuse('A duration must be at least `1ms`.');
  else if (nanoseconds % 1e6 !== 0) yield refuse('A duration counts whole milliseconds.');
}

/** A text that is no duration at all; of some fields nothing else is asked (checks.md M-02). */
export function* durationSyntaxProblems(duration: string | undefined, path: YamlPath): Problems {
  if (duration !== undefined && goDuration(duration) === null)
    yield refusal('webhook.duration', path, `\`${duration}\` is no duration such as \`1.5s\` or \`2m\`.`);
}
