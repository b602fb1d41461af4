import { describe, expect, it } from 'vitest';
import { parseArguments } from './parse-arguments.ts';

const web = { namespace: 'default', labels: { app: 'web' } };

describe('route', () => {
  it('takes files, a caller, a request and its headers', () => {
    const words = ['route', 'a.yaml', '-', '--from', 'default/app=web', '--request', 'POST http://reviews:9080/x?y=1'];
    expect(parseArguments([...words, '-H', 'End-User: jo', '-H', 'x-time: 10:30', '-o', 'json'])).toEqual({
      name: 'route',
      paths: ['a.yaml', '-'],
      from: web,
      request: {
        method: 'POST',
        url: 'http://reviews:9080/x?y=1',
        headers: [
          ['End-User', 'jo'],
          ['x-time', '10:30'],
        ],
      },
      output: 'json',
      assume: 'auto',
      version: '1.32',
    });
  });

  it('asks with GET over http where nothing else is said', () => {
    const command = parseArguments(['route', 'a.yaml', '-f', 'default', '-r', 'reviews:9080/']);
    expect(command).toMatchObject({ from: { namespace: 'default', labels: {} }, output: 'text' });
    expect(command).toMatchObject({ request: { method: 'GET', url: 'http://reviews:9080/' } });
  });

  it('takes gateways, and labels whose keys hold a slash', () => {
    const from = 'gateway:istio-system/istio=ingressgateway,app.kubernetes.io/name=gw';
    expect(parseArguments(['route', 'a.yaml', '-f', from, '-r', 'http://a/'])).toMatchObject({
      from: {
        gateway: {
          namespace: 'istio-system',
          labels: { istio: 'ingressgateway', 'app.kubernetes.io/name': 'gw' },
        },
      },
    });
  });

  it.each([
    [['route'], /needs --request/],
    [['route', '-r', 'http://a/'], /needs files or folders/],
    [['route', 'a.yaml', '-r', 'http://a/'], /needs --from/],
    [['route', 'a.yaml', '-r', 'http://a/', '-f', 'app=web'], /begins with a namespace.*"app=web"/],
    [['route', 'a.yaml', '-r', 'http://a/', '-f', 'default/app'], /key=value; "app"/],
    [['route', 'a.yaml', '-f', 'default', '-r', 'ftp://a/'], /not ftp:/],
    [['route', 'a.yaml', '-f', 'default', '-r', 'GET http:///x'], /URL with a host/],
    [['route', 'a.yaml', '-f', 'default', '-r', 'GET http://a/ HTTP/1.1'], /has more to it/],
    [['route', 'a.yaml', '-f', 'default', '-r', 'http://a:0/'], /0 is no port/],
    [['route', 'a.yaml', '-f', 'default', '-r', 'http://a/', '-H', 'x'], /name: value; "x"/],
    [['route', 'a.yaml', '-f', 'default', '-r', 'http://a/', '-o', 'xml'], /text, json or yaml, not "xml"/],
    [['route', 'a.yaml', '-f', 'default', '-r', 'http://a/', '--assume', 'no'], /auto, always or never/],
    [['route', 'a.yaml', '--frm', 'default'], /'--frm'/],
    [['route', 'a.yaml', '--from'], /--from/],
  ])('%j is refused in one sentence', (words, sentence) => {
    const command = parseArguments(words);
    expect(command).toMatchObject({ name: 'problem', topic: 'route', message: expect.stringMatching(sentence) });
    expect(command).toMatchObject({ message: expect.stringMatching(/^[^\n]*\.$/) });
  });
});

describe('the other commands', () => {
  it('test has its defaults', () => {
    expect(parseArguments(['test', 'a', 'b'])).toEqual({
      name: 'test',
      paths: ['a', 'b'],
      from: null,
      output: 'text',
      assume: 'auto',
      version: '1.32',
      headers: 'listed',
      workspace: 'file',
      list: 'failures',
      coverage: 'hide',
    });
  });

  it('test takes its options', () => {
    const words = [
      'test',
      'a',
      '-o',
      'junit',
      '--headers',
      'complete',
      '--join',
      '-v',
      '--coverage',
      '-f',
      'default/app=web',
    ];
    expect(parseArguments(words)).toMatchObject({
      output: 'junit',
      headers: 'complete',
      workspace: 'all',
      list: 'all',
      coverage: 'show',
      from: web,
    });
  });

  it('envoy prints YAML unless asked for JSON', () => {
    expect(parseArguments(['envoy', 'a', '-f', 'default/app=web'])).toMatchObject({
      name: 'envoy',
      output: 'yaml',
      from: web,
    });
    expect(parseArguments(['envoy', 'a', '-f', 'default', '-o', 'json'])).toMatchObject({ output: 'json' });
  });

  it('convert needs a format that there is', () => {
    expect(parseArguments(['convert', 'a', '--to', 'router-check'])).toMatchObject({
      name: 'convert',
      to: 'router-check',
    });
    expect(parseArguments(['convert', 'a'])).toMatchObject({
      name: 'problem',
      message: expect.stringContaining('--to'),
    });
    expect(parseArguments(['convert', 'a', '--to', 'x'])).toMatchObject({ name: 'problem' });
  });

  it('help is there for everything, also beside options that are wrong', () => {
    expect(parseArguments([])).toEqual({ name: 'help', topic: 'signalbox' });
    expect(parseArguments(['--help'])).toEqual({ name: 'help', topic: 'signalbox' });
    expect(parseArguments(['help', 'test'])).toEqual({ name: 'help', topic: 'test' });
    expect(parseArguments(['route', '--nonsense', '--help'])).toEqual({ name: 'help', topic: 'route' });
    expect(parseArguments(['--version'])).toEqual({ name: 'version' });
  });

  it('an unknown command is told with those that there are', () => {
    expect(parseArguments(['explain'])).toMatchObject({
      name: 'problem',
      message: expect.stringContaining('route, test'),
    });
    expect(parseArguments(['constructor'])).toMatchObject({ name: 'problem' });
  });
});
