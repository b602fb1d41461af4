import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { routeRequest } from '../envoy/route-request.ts';
import { decode } from '../istio/decode.ts';
import { dial } from '../pilot/dial.ts';
import { createPushContext } from '../pilot/push-context.ts';
import { parseStream } from '../yaml/stream.ts';
import { basisOf } from './basis.ts';
import { notModelled, notModelledKinds } from './not-modelled.ts';
import { callerProxy } from './run-route-test.ts';

it('the README lists what the app lists', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const section = readme.slice(readme.indexOf('## What it does not model'));
  const listed = [...section.matchAll(/^- (.*)$/gm)].map((match) => match[1]);
  expect(listed).toEqual(notModelled);
});

describe('a verdict', () => {
  const service = `apiVersion: v1\nkind: Service\nmetadata: {name: cart, namespace: shop}\nspec: {ports: [{name: http, port: 80}]}\n`;
  const basisWith = (extra: string) => {
    const { config } = decode(parseStream(`${service}---\n${extra}`));
    const push = createPushContext(config);
    const { proxy, compiled } = callerProxy(push, { namespace: 'shop', labels: {} }, new Map());
    const trace = routeRequest(compiled, dial(push, proxy, { method: 'GET', url: 'http://cart/', headers: [] }));
    return basisOf(trace, push, proxy, config).filter(({ kind }) => kind === 'not-modelled');
  };

  it.each(Object.keys(notModelledKinds))('that an object of kind %s may touch says so', (kind) => {
    expect(basisWith(`apiVersion: x/v1\nkind: ${kind}\nmetadata: {name: a, namespace: shop}\n`)).toHaveLength(1);
    expect(basisWith(`apiVersion: x/v1\nkind: ${kind}\nmetadata: {name: a, namespace: bank}\n`)).toEqual([]);
  });

  it('that passes through an ambient namespace says so', () => {
    const labelled = (name: string) =>
      `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: {istio.io/dataplane-mode: ambient}}\n`;
    expect(basisWith(labelled('shop'))).toHaveLength(1);
    expect(basisWith(labelled('bank'))).toEqual([]);
  });
});
