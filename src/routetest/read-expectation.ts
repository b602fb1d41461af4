import { child, report, type Field } from '../istio/field.ts';
import { isObject } from '../istio/sanitize.ts';
import { describe, readList, readMapping, readNumber, readString } from '../istio/field-reader.ts';
import { readHeaderMapping, type ScalarText } from '../istio/read-headers.ts';
import type { Expectation } from './route-test.ts';

const fields = [
  'destinations',
  'route',
  'virtualHost',
  'status',
  'flags',
  'details',
  'connection',
  'fault',
  'upstream',
  'response',
  'mirrors',
  'rule',
];

/** `expect` of a test (design §3). What is absent or cannot be read is not compared; the latter is told. */
export function readExpectation(field: Field, text: ScalarText): Expectation {
  if (field.value === undefined || !readMapping(field, [...fields, 'not'])) return {};
  const not = child(field, 'not');
  return {
    ...readFields(field, text),
    ...(not.value !== undefined && readMapping(not, fields) && { not: readFields(not, text) }),
  };
}

function readFields(field: Field, text: ScalarText): Omit<Expectation, 'not'> {
  const at = (key: string) => child(field, key);
  return withoutUndefined({
    destinations: readShares(at('destinations'), 'weight'),
    route: readString(at('route')),
    virtualHost: readString(at('virtualHost')),
    status: readNumber(at('status')),
    flags: readStrings(at('flags')),
    details: readString(at('details')),
    connection: readConnection(at('connection')),
    fault: readFault(at('fault')),
    upstream: readUpstream(at('upstream'), text),
    response: readHeaderSides(at('response'), ['headers', 'absentHeaders'], text),
    mirrors: readShares(at('mirrors'), 'percent'),
    rule: readRule(at('rule')),
  });
}

function readShares(list: Field, share: 'weight' | 'percent') {
  if (list.value === undefined) return undefined;
  return readList(list).flatMap((item) => {
    if (!readMapping(item, ['host', 'port', 'subset', share])) return [];
    const host = readString(child(item, 'host'));
    if (host === undefined) {
      report(item, 'A destination needs a host.');
      return [];
    }
    const rest = {
      port: readNumber(child(item, 'port')),
      subset: readString(child(item, 'subset')),
      [share]: readNumber(child(item, share)),
    };
    return [{ host, ...withoutUndefined(rest) }];
  });
}

/** Any field that an http rule may have; it is compared as it is. */
function readRule(field: Field): Expectation['rule'] {
  if (field.value === undefined || isObject(field.value)) return field.value;
  report(field, `Fields of a rule are expected here, such as timeout: 5s, not ${describe(field.value)}.`);
  return undefined;
}

function readStrings(list: Field): readonly string[] | undefined {
  if (list.value === undefined) return undefined;
  return readList(list).flatMap((item) => readString(item) ?? []);
}

function readConnection(field: Field): Expectation['connection'] {
  const { value } = field;
  if (value === undefined || value === 'reset' || value === 'refused') return value;
  report(field, `connection is reset or refused, not ${describe(value)}.`);
  return undefined;
}

function readFault(field: Field): Expectation['fault'] {
  if (field.value === undefined || !readMapping(field, ['delay', 'abort'])) return undefined;
  return withoutUndefined({ delay: readDelay(child(field, 'delay')), abort: readAbort(child(field, 'abort')) });
}

function readDelay(field: Field): NonNullable<Expectation['fault']>['delay'] {
  if (field.value === undefined || !readMapping(field, ['percent', 'fixedDelay'])) return undefined;
  const percent = readNumber(child(field, 'percent'));
  const fixedDelay = readString(child(field, 'fixedDelay'));
  if (percent !== undefined && fixedDelay !== undefined) return { percent, fixedDelay };
  report(field, 'A delay needs percent and fixedDelay.');
  return undefined;
}

function readAbort(field: Field): NonNullable<Expectation['fault']>['abort'] {
  if (field.value === undefined || !readMapping(field, ['percent', 'httpStatus', 'grpcStatus'])) return undefined;
  const percent = readNumber(child(field, 'percent'));
  if (percent === undefined) {
    report(field, 'An abort needs percent.');
    return undefined;
  }
  const grpc = child(field, 'grpcStatus');
  return {
    percent,
    ...withoutUndefined({
      httpStatus: readNumber(child(field, 'httpStatus')),
      grpcStatus: typeof grpc.value === 'number' ? grpc.value : readString(grpc),
    }),
  };
}

function readUpstream(field: Field, text: ScalarText): Expectation['upstream'] {
  const headers = readHeaderSides(field, ['path', 'authority', 'method', 'headers', 'absentHeaders'], text);
  if (!headers) return undefined;
  return {
    ...headers,
    ...withoutUndefined({
      path: readString(child(field, 'path')),
      authority: readString(child(field, 'authority')),
      method: readString(child(field, 'method')),
    }),
  };
}

function readHeaderSides(field: Field, known: readonly string[], text: ScalarText): Expectation['response'] {
  if (field.value === undefined || !readMapping(field, known)) return undefined;
  return withoutUndefined({
    headers: readHeaderMapping(child(field, 'headers'), text),
    absentHeaders: readStrings(child(field, 'absentHeaders')),
  });
}

/** An absent key and one that holds undefined are not the same to a reader of the result. */
function withoutUndefined<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
