import { askedAlong } from '../graph/asked-along.ts';
import type { GraphEdge, Chip, GraphNode, HostCard, RoutingGraph, RuleCard } from '../graph/graph.ts';
import { groupBy } from '../istio/group-by.ts';
import { callersWords } from '../istio/caller-words.ts';
import { decode, type Decoded } from '../istio/decode.ts';
import { compareRouting, type RoutingChange, type RoutingSide } from '../routetest/compare-routing.ts';
import { verdictWords } from '../routetest/verdict-words.ts';
import { scalarText } from '../yaml/scalar-text.ts';
import { parseStream, type YamlStream } from '../yaml/stream.ts';
import { lineChanges } from './line-changes.ts';
import type { WorkspaceState } from './workspace.ts';

const maxChanges = 25;

/** The routing in Markdown, for the description of a pull request: what changed, for whom, and the rules of every host in their order. */
export function routingSummary(
  state: Pick<WorkspaceState, 'graph' | 'stream' | 'decoded' | 'original' | 'assume' | 'version' | 'title'>,
): string {
  const before = parseStream(state.original);
  const original = { stream: before, decoded: decode(before) };
  const objects = changedObjects(original, state);
  const requests = objects.length === 0 ? [] : compareRouting(sideOf(original), sideOf(state), state);
  return [
    `## Routing: ${inLine(state.title)}`,
    ...(objects.length === 0 ? [] : ['### Changed', objects.join('\n'), ...whom(requests)]),
    '### Rules, in the order in which they are asked',
    ...hosts(state.graph),
  ].join('\n\n');
}

type Side = { readonly stream: YamlStream; readonly decoded: Decoded };

function sideOf({ stream, decoded: { config } }: Side): RoutingSide {
  return { config, text: scalarText(stream) };
}

/** The objects that came, went or changed, each with its lines. */
function changedObjects(before: Side, after: Side): string[] {
  const old = textsOf(before);
  const now = textsOf(after);
  const changed = [...now].flatMap(([name, text]) => {
    const known = old.get(name);
    if (known === undefined) return [`- ${name}: new`];
    const { added, removed } = lineChanges(known, text);
    return known.trim() === text.trim() ? [] : [`- ${name}: +${added} −${removed} lines`];
  });
  const gone = [...old.keys()].filter((name) => !now.has(name)).map((name) => `- ${name}: removed`);
  return [...changed, ...gone];
}

/** The text of each manifest by its name; ours are no part of the routing. */
function textsOf({ stream, decoded }: Side): Map<string, string> {
  return new Map(
    decoded.objects
      .filter(({ apiVersion }) => !apiVersion.startsWith('signalbox/'))
      .map(({ kind, namespace, name, source }) => [
        `${kind} ${code(namespace ? `${namespace}/${name}` : name)}`,
        stream.documents[source.document]?.source ?? '',
      ]),
  );
}

function whom(changes: readonly RoutingChange[]): string[] {
  if (changes.length === 0) {
    return ['Every request that the tests and the rules themselves ask is answered as before.'];
  }
  const rows = changes.slice(0, maxChanges).map(({ callers, request, before, after }) => {
    const headers = request.headers.map(([name, value]) => `${name}: ${value}`).join(', ');
    const asked = `${request.method} ${request.url}${headers ? ` with ${headers}` : ''}`;
    return row([
      code(asked),
      cell(callersWords(callers)),
      cell(verdictWords(before).headline),
      cell(verdictWords(after).headline),
    ]);
  });
  const more = changes.length > maxChanges ? [`And ${changes.length - maxChanges} requests more.`] : [];
  return [['| Request | From | Was | Is |', '| --- | --- | --- | --- |', ...rows].join('\n'), ...more];
}

function hosts(graph: RoutingGraph): string[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const leaving = groupBy(graph.edges, ({ from }) => from);
  const arriving = groupBy(graph.edges, ({ to }) => to);
  const listed = (entry: GraphEdge, numbering: string, seen: Set<string>): string[] =>
    askedAlong(entry, (id) => leaving.get(id) ?? []).flatMap((id, index) => {
      const rule = nodes.get(id);
      if (rule?.type !== 'rule' || seen.has(id)) return [];
      seen.add(id);
      const number = `${numbering}${rule.order ?? index + 1}`;
      const delegates = (leaving.get(id) ?? []).filter((edge) => edge.kind === 'delegate');
      return [ruleRow(rule, number, nodes), ...delegates.flatMap((edge) => listed(edge, `${number}.`, seen))];
    });

  const sections = graph.nodes.flatMap((node) => {
    if (node.type !== 'host' || node.kind !== 'host' || node.owner === null) return [];
    const seen = new Set<string>();
    const entries = (leaving.get(node.id) ?? []).filter((edge) => edge.kind === 'rule');
    const rows = entries.flatMap((entry) => listed(entry, '', seen));
    if (rows.length === 0) return [];
    const callers = (arriving.get(node.id) ?? [])
      .filter(({ kind }) => kind === 'call')
      .flatMap(({ from }) => nodes.get(from) ?? []);
    return [
      `#### ${hostNames(node)}`,
      `${inLine(node.owner)}${callers.length > 0 ? `, asked by ${callers.map(nameOf).join(', ')}` : ''}`,
      ['| # | Rule | Requests | Go to | And |', '| --- | --- | --- | --- | --- |', ...rows].join('\n'),
    ];
  });
  return sections.length > 0 ? sections : ['No document has rules: every request goes where its Service leads.'];
}

function hostNames({ names, title }: HostCard): string {
  return (names.length > 0 ? names : [title]).map(code).join(', ');
}

function nameOf(node: GraphNode): string {
  return node.type === 'destination' ? code(node.host) : inLine(node.title);
}

function ruleRow(rule: RuleCard, number: string, nodes: ReadonlyMap<string, GraphNode>): string {
  const targets = rule.weights.map((weight) => {
    const target = nodes.get(weight.target);
    const missing = target?.type === 'destination' && target.state === 'ghost' ? ' (missing)' : '';
    const share = rule.weights.length > 1 ? ` ${Number(weight.percent.toFixed(2))} %` : '';
    return `${code(weight.label)}${share}${missing}`;
  });
  const state = rule.reason && rule.state !== 'not-for-caller' && rule.state !== 'implicit' ? [rule.reason] : [];
  return row([
    number,
    cell(rule.title),
    conditions(rule),
    targets.join('<br>'),
    [...rule.actions.map(({ label }) => label), ...state].map(cell).join('<br>'),
  ]);
}

function conditions(rule: RuleCard): string {
  if (rule.rows.length === 0) return rule.order === 1 || rule.order === null ? 'everything' : 'everything else';
  return rule.rows
    .map(({ chips }) => (chips.length === 0 ? 'anything' : chips.map(condition).join(' and ')))
    .join('<br>or ');
}

function condition({ label, operator, value, negated }: Chip): string {
  const not = negated ? 'not ' : '';
  if (operator === 'present') return `${not}${code(label)} present`;
  const sign = operator === 'exact' ? '=' : operator === 'is' ? '' : operator;
  return `${not}${cell(label)} ${sign}${sign ? ' ' : ''}${code(value === '' ? '""' : value)}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((content) => content || ' ').join(' | ')} |`;
}

/** Text between other text: what Markdown or HTML would take as theirs is escaped. */
function cell(text: string): string {
  return inLine(text).replaceAll('|', '\\|');
}

function inLine(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]]/g, String.raw`\$&`);
}

/** As code, fenced by more backticks than it holds; a pipe would end the cell even there. */
function code(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ');
  const longest = Math.max(0, ...Array.from(plain.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const room = longest > 0 ? ' ' : '';
  return `${fence}${room}${plain.replaceAll('|', '\\|')}${room}${fence}`;
}
