import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { HTTPRetry } from '../virtual-service.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { durationProblems } from './duration-problems.ts';

const policies: ReadonlySet<string> = new Set([
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'envoy-ratelimited',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
]);

/** The statuses that Go has a text for, as ranges (checks.md A.8). */
const statuses: readonly (readonly [number, number])[] = [
  [100, 103],
  [200, 208],
  [226, 226],
  [300, 305],
  [307, 308],
  [400, 418],
  [421, 426],
  [428, 429],
  [431, 431],
  [451, 451],
  [500, 508],
  [510, 511],
];

/** Retries that Istio refuses (checks.md R-19..R-22, agent/validation.go:ValidateHTTPRetry). */
export function* retryProblems(retries: HTTPRetry | undefined, path: YamlPath): Problems {
  if (!retries) return;
  const { attempts = 0, perTryTimeout, retryOn, retryRemoteLocalities, backoff } = retries;
  const refuse = (field: string, message: string) => refusal('webhook.retries', [...path, field], message);
  if (attempts < 0) yield refuse('attempts', '`attempts` cannot be negative.');
  if (attempts === 0 && (perTryTimeout !== undefined || retryOn || retryRemoteLocalities !== undefined)) {
    const message = 'Retries are configured here, but `attempts` is 0: nothing is retried.';
    yield refusal('webhook.retries', path, message);
  }
  yield* durationProblems(perTryTimeout, [...path, 'perTryTimeout']);
  // Words are not trimmed here, though Istio trims them when it generates (checks.md A.10 Q5).
  for (const word of retryOn ? retryOn.split(',') : [])
    if (!policies.has(word) && !isKnownStatus(word))
      yield refuse('retryOn', `\`${word}\` is nothing to retry on; words are separated by commas without spaces.`);
  yield* durationProblems(backoff, [...path, 'backoff']);
}

function isKnownStatus(word: string): boolean {
  const status = /^\+?\d+$/.test(word) ? Number(word) : 0;
  return statuses.some(([first, last]) => status >= first && status <= last);
}
