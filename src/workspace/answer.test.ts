import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer, type AnswerMemory, type Grounds } from './answer.ts';
import { readText, type ReadText } from './read-text.ts';
import type { Ask } from './workspace.ts';

const name = fc.constantFrom('a', 'b', 'c');
const subset = fc.constantFrom('v1', 'v2');
const namespace = fc.constantFrom('shop', 'bank');
const weight = fc.integer({ min: 0, max: 100 });
const port = fc.constantFrom(80, 8080);

const meta = (kind: string, group: string, object: string, space: string) =>
  `apiVersion: ${group}\nkind: ${kind}\nmetadata: {name: ${object}, namespace: ${space}}\n`;
const istio = 'networking.istio.io/v1';

const service = fc
  .tuple(name, namespace, port)
  .map(
    ([of, space, number]) =>
      `${meta('Service', 'v1', of, space)}spec: {selector: {app: ${of}}, ports: [{name: http, port: ${number}}]}\n`,
  );
const deployment = fc
  .tuple(name, subset, namespace, fc.integer({ min: 0, max: 3 }))
  .map(
    ([of, version, space, replicas]) =>
      `${meta('Deployment', 'apps/v1', `${of}-${version}`, space)}spec: {replicas: ${replicas}, template: {metadata: {labels: {app: ${of}, version: ${version}}}}}\n`,
  );
const destinationRule = fc
  .tuple(name, namespace, fc.boolean(), fc.array(subset, { maxLength: 2 }))
  .map(([of, space, sticky, subsets]) => {
    const policy = sticky ? ', trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: x-user}}}' : '';
    const named = [...new Set(subsets)].map((one) => `{name: ${one}, labels: {version: ${one}}}`);
    return `${meta('DestinationRule', istio, of, space)}spec: {host: ${of}${policy}, subsets: [${named.join(', ')}]}\n`;
  });
const match = fc.constantFrom(
  '',
  'match: [{uri: {prefix: /x}}], ',
  'match: [{headers: {x-user: {exact: jo}}}, {uri: {exact: /y}}], ',
  'match: [{sourceLabels: {app: b}}], ',
  'match: [{sourceNamespace: bank, port: 8080}], ',
);
const rule = fc
  .tuple(match, name, subset, weight)
  .map(
    ([when, to, of, share]) =>
      `{${when}route: [{destination: {host: ${to}, subset: ${of}}, weight: ${share}}, {destination: {host: ${to}}, weight: 50}]}`,
  );
const virtualService = fc
  .tuple(
    name,
    fc.constantFrom('a', 'b', 'c', '"*.shop.svc.cluster.local"', 'shop.example.com'),
    namespace,
    fc.constantFrom('', ', gateways: [gate]', ', gateways: [mesh, gate]', ', exportTo: ["."]'),
    fc.array(rule, { minLength: 1, maxLength: 3 }),
  )
  .map(
    ([of, host, space, further, rules]) =>
      `${meta('VirtualService', istio, of, space)}spec: {hosts: [${host}]${further}, http: [${rules.join(', ')}]}\n`,
  );
const root = fc
  .tuple(name, namespace)
  .map(
    ([of, space]) =>
      `${meta('VirtualService', istio, `root-${of}`, space)}spec: {hosts: [${of}], http: [{match: [{uri: {prefix: /d}}], delegate: {name: part, namespace: ${space}}}]}\n`,
  );
const part = fc
  .tuple(name, namespace)
  .map(
    ([of, space]) =>
      `${meta('VirtualService', istio, 'part', space)}spec: {http: [{route: [{destination: {host: ${of}}}]}]}\n`,
  );
const others = fc.oneof(
  namespace.map(
    (space) =>
      `${meta('Gateway', istio, 'gate', space)}spec: {selector: {istio: gate}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}\n`,
  ),
  fc
    .tuple(namespace, fc.constantFrom('"./*"', '"*/*"', '"bank/*"'))
    .map(([space, hosts]) => `${meta('Sidecar', istio, 'default', space)}spec: {egress: [{hosts: [${hosts}]}]}\n`),
  namespace.map(
    (space) =>
      `${meta('ServiceEntry', istio, 'out', space)}spec: {hosts: [shop.example.com], ports: [{number: 80, name: http, protocol: HTTP}], resolution: DNS}\n`,
  ),
  fc
    .tuple(name, namespace, weight)
    .map(
      ([of, space, share]) =>
        `${meta('HTTPRoute', 'gateway.networking.k8s.io/v1', `r-${of}`, space)}spec: {parentRefs: [{group: "", kind: Service, name: ${of}}], rules: [{backendRefs: [{name: ${of}, port: 80, weight: ${share}}]}]}\n`,
    ),
  fc.constantFrom('# only a comment\n', 'a: [broken\n', 'kind: Unknown\n'),
);
const document = fc.oneof(
  { weight: 4, arbitrary: virtualService },
  { weight: 3, arbitrary: service },
  { weight: 2, arbitrary: destinationRule },
  { weight: 2, arbitrary: deployment },
  { weight: 1, arbitrary: root },
  { weight: 1, arbitrary: part },
  { weight: 3, arbitrary: others },
);

type Situation = { readonly documents: readonly string[]; readonly ask: Ask; readonly grounds: Grounds };
type Step = (situation: Situation) => Situation;

const place = fc.nat({ max: 20 });
const inDocuments =
  (change: (documents: readonly string[]) => readonly string[]): Step =>
  (situation) => ({
    ...situation,
    documents: change(situation.documents),
  });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(place, document).map(([at, text]) => inDocuments((all) => all.with(at % all.length, text))),
  fc.tuple(place, document).map(([at, text]) => inDocuments((all) => all.toSpliced(at % all.length, 0, text))),
  place.map((at) => inDocuments((all) => (all.length > 1 ? all.toSpliced(at % all.length, 1) : all))),
  fc
    .constantFrom<[RegExp, string]>(
      [/weight: \d+/, 'weight: 7'],
      [/httpHeaderName: [a-z-]+/, 'httpHeaderName: x-team'],
      [/replicas: \d/, 'replicas: 9'],
      [/port: 80(80)?\b/, 'port: 8080'],
      [/labels: \{version: v\d\}/, 'labels: {version: v3}'],
    )
    .map(([field, value]) => inDocuments((all) => all.map((text) => text.replace(field, value)))),
  fc
    .tuple(
      fc.constantFrom('a', 'b', 'a.bank', 'c:8080', 'shop.example.com', 'nobody'),
      fc.constantFrom('/', '/x', '/d/1'),
    )
    .map(([host, path]): Step => (situation) => ({
      ...situation,
      ask: { ...situation.ask, url: `http://${host}${path}` },
    })),
  fc
    .constantFrom<Ask['caller']>(
      { namespace: 'shop', labels: { app: 'b' } },
      { namespace: 'bank', labels: {} },
      { gateway: { namespace: 'shop', labels: { istio: 'gate' } } },
    )
    .map((caller): Step => (situation) => ({ ...situation, ask: { ...situation.ask, caller } })),
  fc.constantFrom<Grounds['assume']>('auto', 'always', 'never').map((assume): Step => (situation) => ({
    ...situation,
    grounds: { ...situation.grounds, assume },
  })),
);

const ask: Ask = { caller: { namespace: 'shop', labels: { app: 'b' } }, method: 'GET', url: 'http://a/', headers: [] };
const grounds: Grounds = { assume: 'auto', version: '1.32', dump: null, asks: 'generated' };

describe('an answer after edits', () => {
  it('is the answer that the text gets when it is read for the first time', () => {
    fc.assert(
      fc.property(
        fc.array(document, { minLength: 2, maxLength: 10 }),
        fc.array(step, { minLength: 1, maxLength: 6 }),
        (documents, steps) => {
          let situation: Situation = { documents, ask, grounds };
          let read = readText(textOf(situation));
          let memory = answer(read, ask, grounds, null);
          for (const next of steps) {
            situation = next(situation);
            read = readText(textOf(situation), read);
            memory = answer(read, situation.ask, situation.grounds, memory);
            expect(told(memory)).toEqual(told(answer(unknown(read), situation.ask, situation.grounds, null)));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('makes nothing of the control plane anew where only a comment changed', () => {
    const text = '# one\napiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{name: http, port: 80}]}\n';
    const before = readText(text);
    const first = answer(before, ask, grounds, null);
    const second = answer(readText(text.replace('one', 'two'), before), ask, grounds, first);
    expect(second.push.services).toEqual(first.push.services);
    expect(second.graph).toBe(first.graph);
  });
});

function textOf({ documents }: Situation): string {
  return documents.join('---\n');
}

/** The same reading made of objects that nobody has seen: nothing that was kept can be found for them. */
function unknown(read: ReadText): ReadText {
  return { ...read, decoded: structuredClone(read.decoded) };
}

/** What an answer says: all but functions. */
function told({ push, generated, graph, layout, verdict }: AnswerMemory) {
  const { config, services, omissions } = push;
  const { trace, basis, path } = verdict ?? { trace: null, basis: null, path: null };
  return { config, services, omissions, generated, graph, layout, trace, basis, path };
}
