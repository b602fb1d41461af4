import { child, report, type Field } from './field.ts';
import { readMapping, readString } from './field-reader.ts';
import { readHeaderLines, type ScalarText } from './read-headers.ts';

/** A request as a RoutingTest and the mix of a RolloutPlan say it. */
export type TestRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
};

/** `request` of a test, or of a plan's mix; null, and told, where it cannot be read. `text` gives header values as they are written. */
export function readTestRequest(field: Field, text: ScalarText): TestRequest | null {
  if (!readMapping(field, ['method', 'url', 'headers'])) return null;
  const url = readString(child(field, 'url'));
  if (url === undefined) {
    report(field, 'A request needs a url, such as http://reviews:9080/reviews/1.');
    return null;
  }
  return {
    method: readString(child(field, 'method')) ?? 'GET',
    url,
    headers: readHeaderLines(child(field, 'headers'), text),
  };
}
