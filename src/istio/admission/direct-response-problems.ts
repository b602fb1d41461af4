import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { HTTPDirectResponse } from '../virtual-service.ts';
import { refusal, remark, type Problems } from './admission-problem.ts';
import { utf8Length } from './utf8-length.ts';

/** A direct response that Istio refuses, or calls large (checks.md, val.go:validateHTTPDirectResponse). */
export function* directResponseProblems(response: HTTPDirectResponse | undefined, path: YamlPath): Problems {
  if (!response) return;
  const size = bodySize(response.body);
  const body = [...path, 'body'];
  if (size > 1024 * 1024) yield refusal('webhook.body', body, 'The body can have 1 MiB at most.');
  else if (size > 100 * 1024)
    yield remark('webhook.body', body, 'A body of more than 100 KiB slows the control plane down.');
  yield* httpStatusProblems(response.status, [...path, 'status']);
}

/** An HTTP status from 200 to 600, the last of which is a slip of Istio's (checks.md A.10 Q3, val.go:validateHTTPStatus). */
export function* httpStatusProblems(status: number, path: YamlPath): Problems {
  if (status < 200 || status > 600)
    yield refusal('webhook.status', path, `An HTTP status here is a number from 200 to 599, not ${status}.`);
}

function bodySize(body: HTTPDirectResponse['body']): number {
  if (body?.bytes === undefined) return utf8Length(body?.string ?? '');
  return Math.floor((body.bytes.replaceAll(/[\r\n=]/g, '').length * 3) / 4);
}
