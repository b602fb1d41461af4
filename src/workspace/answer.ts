import { routeRequest, type CompiledProxy } from '../envoy/route-request.ts';
import type { Trace } from '../envoy/trace.ts';
import type { GraphLayout, RoutingGraph } from '../graph/graph.ts';
import { layoutGraph } from '../graph/layout-graph.ts';
import { pathOf } from '../graph/path-of.ts';
import { projectGraph } from '../graph/project-graph.ts';
import { reconcile } from '../graph/reconcile.ts';
import type { IstioConfig } from '../istio/config.ts';
import { dial } from '../pilot/dial.ts';
import { generateProxyConfig, type Generated } from '../pilot/generate.ts';
import type { Proxy } from '../pilot/proxy.ts';
import { createPushContext, type PushContext } from '../pilot/push-context.ts';
import { requestedAuthority } from '../pilot/split-url.ts';
import { basisOf, refusedBasis } from '../routetest/basis.ts';
import { dumpBasis } from '../routetest/dump-basis.ts';
import type { Caller } from '../istio/caller.ts';
import { compileFor, proxyOf } from '../routetest/run-route-test.ts';
import { keepLists } from './keep-lists.ts';
import { keepVerdict } from './keep-verdict.ts';
import type { LoadedDump } from './loaded-dump.ts';
import type { ReadText } from './read-text.ts';
import type { Ask, Verdict, WorkspaceState } from './workspace.ts';

/** What an answer rests on beside the text. */
export type Grounds = Pick<WorkspaceState, 'assume' | 'version' | 'dump' | 'asks'>;

/** A text, and a question asked of it. */
export type Answer = {
  readonly push: PushContext;
  readonly graph: RoutingGraph;
  readonly layout: GraphLayout;
  readonly verdict: Verdict | null;
};

/** What of an answer can serve the next one. */
export type AnswerMemory = Answer & {
  readonly read: ReadText;
  readonly config: IstioConfig;
  readonly ask: Ask;
  readonly authority: string | null;
  readonly grounds: Grounds;
  readonly caller: Caller;
  readonly proxy: Proxy;
  readonly generated: Generated;
  readonly compiled: CompiledProxy;
};

/**
 * Both engines and the picture for one question; parts that rest on nothing new are taken from `previous`. Inside the engines more is kept, by the
 * identity of what it was made of: so lists without a change, and the proxy, are handed on as the same objects.
 */
export function answer(read: ReadText, ask: Ask, grounds: Grounds, previous: AnswerMemory | null): AnswerMemory {
  const config = previous ? keepLists(previous.config, read.decoded.config) : read.decoded.config;
  const authority = requestedAuthority(ask.url);
  const { assume, version, dump, asks } = grounds;
  const sameGrounds = previous?.grounds.assume === assume && previous.grounds.version === version;
  const sameConfig = previous !== null && previous.config === config && sameGrounds;
  const samePush = sameConfig && (previous.authority === authority || !previous.push.assumed);
  const requests = authority ? [authority] : [];
  const push = samePush ? previous.push : createPushContext(config, { assume, version, requests });
  const sameCaller = previous !== null && isSameCaller(previous.caller, ask.caller);
  const proxy = sameCaller ? previous.proxy : proxyOf(ask.caller);
  const sameProxy = samePush && sameCaller;
  const generated = sameProxy ? previous.generated : generateProxyConfig(push, proxy);
  const compiled = sameProxy ? previous.compiled : compileFor(push, generated);
  const samePicture = sameProxy && previous.read === read;
  const drawn = samePicture ? previous : draw(read, { config, push, proxy, generated }, previous);
  const engines = { push, proxy, generated, compiled };
  const memory = { read, config, ask, authority, grounds, caller: ask.caller, ...engines, ...pictureOf(drawn) };
  if (!authority) return { ...memory, verdict: null };
  const asked = askedOf(ask);
  const verdict = asks === 'dump' && dump ? dumpVerdict(dump, asked) : verdictOf(memory, asked);
  const before = previous?.ask === ask && previous.grounds.asks === asks ? previous.verdict : null;
  return { ...memory, verdict: before ? keepVerdict(before, verdict) : verdict };
}

/** What is asked of what stands in the request bar: a header without a name is one that somebody is about to fill in. */
export function askedOf(ask: Ask): Ask {
  return { ...ask, headers: ask.headers.filter(([name]) => name !== '') };
}

function pictureOf({ graph, layout }: Pick<Answer, 'graph' | 'layout'>) {
  return { graph, layout };
}

type Drawn = Pick<AnswerMemory, 'config' | 'push' | 'proxy' | 'generated'>;

function draw(read: ReadText, { config, push, proxy, generated }: Drawn, previous: AnswerMemory | null) {
  const { staleDocuments } = read;
  const decoded = { ...read.decoded, config };
  const projected = projectGraph({ decoded, push, generated, caller: proxy, staleDocuments });
  const graph = reconcile(previous?.graph, projected);
  const layout = previous && graph === previous.graph ? previous.layout : layoutGraph(graph, previous?.layout);
  return { graph, layout };
}

function verdictOf(memory: Omit<AnswerMemory, 'verdict'>, ask: Ask): Verdict {
  const { push, proxy, compiled, generated, graph } = memory;
  const route = (asked: Ask): Trace => routeRequest(compiled, dial(push, proxy, asked));
  const trace = route(ask);
  const basis = [...refusedBasis(memory.read.decoded.objects), ...basisOf(trace, push, proxy, memory.config)];
  return { trace, generated, basis, path: pathOf(trace, graph), route };
}

/** The picture shows the text, so nothing of it is on the request's way. */
function dumpVerdict({ dump, title, route }: LoadedDump, ask: Ask): Verdict {
  const trace = route(ask);
  const generated = { config: dump.config, omissions: [], destinationRules: new Map() };
  return { trace, generated, basis: dumpBasis(trace, dump, title), path: new Set(), route };
}

function isSameCaller(a: Caller, b: Caller): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
