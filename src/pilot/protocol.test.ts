import { describe, expect, it } from 'vitest';
import { isHttp, isHttp2, servicePortProtocol } from './protocol.ts';

describe('servicePortProtocol', () => {
  it.each([
    ['http', 'HTTP'],
    ['http-web', 'HTTP'],
    ['HTTP-web', 'HTTP'],
    ['httpweb', 'Unsupported'],
    ['http2-x', 'HTTP2'],
    ['grpc', 'GRPC'],
    ['grpc-web', 'GRPC-Web'],
    ['grpc-web-x', 'GRPC-Web'],
    ['https-admin', 'HTTPS'],
    ['tls', 'TLS'],
    ['tcp-db', 'TCP'],
    ['mongo', 'Mongo'],
    ['web-http', 'Unsupported'],
    ['', 'Unsupported'],
  ])('a port named %j speaks %s', (name, protocol) => {
    expect(servicePortProtocol({ name, port: 8080 })).toBe(protocol);
  });

  it.each([25, 53, 3306, 27017])('port %i is TCP unless its name says more', (port) => {
    expect(servicePortProtocol({ port, name: 'db' })).toBe('TCP');
    expect(servicePortProtocol({ port, name: 'http-db' })).toBe('HTTP');
  });

  it('goes by appProtocol before the name', () => {
    expect(servicePortProtocol({ port: 80, name: 'http', appProtocol: 'kubernetes.io/h2c' })).toBe('HTTP2');
    expect(servicePortProtocol({ port: 80, name: 'tcp', appProtocol: 'http' })).toBe('HTTP');
    expect(servicePortProtocol({ port: 80, name: 'http', appProtocol: 'example.com/mine' })).toBe('Unsupported');
  });

  it('leaves UDP alone, whatever its name', () => {
    expect(servicePortProtocol({ port: 80, name: 'http', protocol: 'UDP' })).toBe('UDP');
  });
});

it('knows the families', () => {
  expect((['HTTP', 'HTTP2', 'GRPC', 'GRPC-Web', 'TCP', 'Unsupported'] as const).map(isHttp)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
  expect((['HTTP', 'HTTP2', 'GRPC', 'GRPC-Web', 'HTTPS'] as const).map(isHttp2)).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});
