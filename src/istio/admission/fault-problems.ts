import type { YamlPath } from '../../yaml/yaml-path.ts';
import { grpcCode } from '../grpc-status.ts';
import type { HTTPFaultInjection, Percent } from '../virtual-service.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { httpStatusProblems } from './direct-response-problems.ts';
import { durationProblems } from './duration-problems.ts';

/** A fault that Istio refuses (checks.md R-35..R-42, val.go:validateHTTPFaultInjection). */
export function* faultProblems(fault: HTTPFaultInjection | undefined, path: YamlPath): Problems {
  if (!fault) return;
  const { abort, delay } = fault;
  if (!abort && !delay) yield refusal('webhook.fault', path, 'A fault needs an `abort` or a `delay`.');
  if (abort) yield* abortProblems(abort, [...path, 'abort']);
  if (delay) yield* delayProblems(delay, [...path, 'delay']);
}

function* abortProblems(abort: NonNullable<HTTPFaultInjection['abort']>, path: YamlPath): Problems {
  const { httpStatus, grpcStatus, http2Error, percentage } = abort;
  yield* percentageProblems(percentage, [...path, 'percentage']);
  if (httpStatus !== undefined) yield* httpStatusProblems(httpStatus, [...path, 'httpStatus']);
  if (grpcStatus !== undefined && grpcCode(grpcStatus) === null) {
    const message = `\`${grpcStatus}\` is no gRPC status such as \`NOT_FOUND\`.`;
    yield refusal('webhook.fault', [...path, 'grpcStatus'], message);
  }
  if (http2Error !== undefined)
    yield refusal('webhook.fault', [...path, 'http2Error'], 'Istio does not support `http2Error`.');
}

function* delayProblems(delay: NonNullable<HTTPFaultInjection['delay']>, path: YamlPath): Problems {
  yield* percentageProblems(delay.percentage, [...path, 'percentage']);
  yield* durationProblems(delay.fixedDelay, [...path, 'fixedDelay']);
  if (delay.exponentialDelay !== undefined)
    yield refusal('webhook.fault', [...path, 'exponentialDelay'], 'Istio does not support `exponentialDelay`.');
}

function* percentageProblems(percentage: Percent | undefined, path: YamlPath): Problems {
  const value = percentage?.value ?? 0;
  if (value === 0 || (value >= 0.0001 && value <= 100)) return;
  yield refusal('webhook.percentage', path, `A percentage is 0, or a number from 0.0001 to 100, not ${value}.`);
}
