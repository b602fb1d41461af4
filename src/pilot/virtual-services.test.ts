import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { parseStream } from '../yaml/stream.ts';
import { createPushContext } from './push-context.ts';
import { orderedVirtualServices, virtualServicesOf } from './virtual-services.ts';

const virtualService = (name: string, spec: string, { namespace = 'shop', day = 1 } = {}) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: ${namespace}, creationTimestamp: "2024-01-0${day}T00:00:00Z"}
spec: ${spec}`;

const pushOf = (...documents: string[]) =>
  createPushContext(decode(parseStream(documents.join('\n---\n'))).config, { assume: 'never' });

const names = (documents: string[], namespace: string, gateway = 'mesh') =>
  orderedVirtualServices(pushOf(...documents), namespace, gateway).map(({ metadata }) => metadata.name);

const route = 'http: [{route: [{destination: {host: a}}]}]';

describe('the order of VirtualServices', () => {
  it('is private, exported by name, public; oldest first in each', () => {
    const documents = [
      virtualService('public-new', `{hosts: [a], ${route}}`, { day: 2 }),
      virtualService('public-old', `{hosts: [a], exportTo: ["*"], ${route}}`, { day: 1 }),
      virtualService('named', `{hosts: [a], exportTo: [shop], ${route}}`, { namespace: 'other', day: 3 }),
      virtualService('private', `{hosts: [a], exportTo: ["."], ${route}}`, { day: 4 }),
    ];
    expect(names(documents, 'shop')).toEqual(['private', 'named', 'public-old', 'public-new']);
    expect(names(documents, 'bank')).toEqual(['public-old', 'public-new']);
  });

  it('holds those that name the gateway at the top, however it is spelt', () => {
    const documents = [
      virtualService('short', `{hosts: [a], gateways: [gw], ${route}}`),
      virtualService('long', `{hosts: [a], gateways: [shop/gw, mesh], ${route}}`),
      virtualService('old', `{hosts: [a], gateways: [gw.shop.svc.cluster.local], ${route}}`),
      virtualService(
        'match-only',
        `{hosts: [a], http: [{match: [{gateways: [gw]}], route: [{destination: {host: a}}]}]}`,
      ),
    ];
    expect(names(documents, 'infra', 'shop/gw')).toEqual(['long', 'old', 'short']);
    expect(names(documents, 'infra')).toEqual(['long', 'match-only']);
  });

  it('spells hosts and destinations out from where they stand', () => {
    const push = pushOf(
      virtualService('v', '{hosts: [a, a.b, "*.c"], http: [{route: [{destination: {host: d}}], mirror: {host: m}}]}'),
    );
    const [only] = virtualServicesOf(push).virtualServices;
    expect(only?.spec.hosts).toEqual(['a.shop.svc.cluster.local', 'a.b', '*.c']);
    expect(only?.spec.http?.[0]?.route?.[0]?.destination.host).toBe('d.shop.svc.cluster.local');
    expect(only?.spec.http?.[0]?.mirror?.host).toBe('m.shop.svc.cluster.local');
  });
});

describe('delegates', () => {
  const root = (delegate: string) =>
    virtualService(
      'root',
      `{hosts: [a], http: [{name: r, match: [{uri: {prefix: /api}}], timeout: 1s, delegate: ${delegate}}, {route: [{destination: {host: rest}}]}]}`,
    );

  it('stand where the root names them, with its blocks and their own hosts', () => {
    const delegate = virtualService(
      'd',
      '{http: [{name: own, match: [{uri: {prefix: /api/v1}}], route: [{destination: {host: b}}]}, {timeout: 2s, route: [{destination: {host: c}}]}]}',
      { namespace: 'team' },
    );
    const push = pushOf(root('{name: d, namespace: team}'), delegate);
    const [merged] = virtualServicesOf(push).virtualServices;
    expect(
      merged?.spec.http?.map(({ name, timeout, route: destinations, source }) => [
        name,
        timeout,
        destinations?.[0]?.destination.host,
        source,
      ]),
    ).toEqual([
      ['r-own', '1s', 'b.team.svc.cluster.local', { document: 1, path: ['spec', 'http', 0] }],
      ['r', '2s', 'c.team.svc.cluster.local', { document: 1, path: ['spec', 'http', 1] }],
      [undefined, undefined, 'rest.shop.svc.cluster.local', { document: 0, path: ['spec', 'http', 1] }],
    ]);
    // The root's entry asks, the delegate's rule makes the route.
    expect(merged?.spec.http?.[1]?.match?.[0]?.source).toEqual({ document: 1, path: ['spec', 'http', 1] });
  });

  it('are told where they are missing, hidden or at odds with the root', () => {
    const hidden = virtualService('hidden', `{exportTo: ["."], ${route}}`, { namespace: 'team' });
    const odd = virtualService('odd', '{http: [{match: [{uri: {prefix: /web}}], route: [{destination: {host: b}}]}]}');
    const told = (...documents: string[]) =>
      virtualServicesOf(pushOf(...documents)).omissions.map(({ reason, source, culprit }) => [
        reason,
        source.document,
        culprit?.document,
      ]);
    expect(told(root('{name: nobody}'))).toEqual([['delegate-missing', 0, undefined]]);
    expect(told(root('{name: hidden, namespace: team}'), hidden)).toEqual([['delegate-missing', 0, 1]]);
    expect(told(root('{name: odd}'), odd)).toEqual([['delegate-conflict', 1, 0]]);
  });
});
