// npm run corpus: opens every file of ../shared/corpus as a workspace, looks whether it is drawn, and makes every visual edit that fits it, and edits of
// the YAML at any place. Nothing may throw, no comment may go that was not removed, and undo gives back the very bytes. Says what was refused, and why.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const corpus = join(root, '..', 'shared', 'corpus');
if (!existsSync(corpus)) {
  console.log(`Skipped: there is no corpus at ${corpus}.`);
  process.exit(0);
}

const only = process.argv[2] ?? '';
const vite = await createServer({
  root,
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
});
const load = (path) => vite.ssrLoadModule(`/src/${path}`);
const [{ createWorkspace }, { commentsOf }, { parseStream }, { planYamlEdits }, { applyTextEdits }, { noisyEdit }] =
  await Promise.all([
    load('workspace/create-workspace.ts'),
    load('yaml/comments.ts'),
    load('yaml/stream.ts'),
    load('yaml/plan-yaml-edits.ts'),
    load('yaml/text-edit.ts'),
    load('yaml/noisy-edit.ts'),
  ]);

const tally = { files: 0, documents: 0, drawn: 0, 'visual edits': 0, 'YAML edits': 0, refused: 0 };
const refusals = new Map();
const failures = [];

for (const file of filesUnder(corpus).filter((path) => path.includes(only))) {
  const name = relative(corpus, file);
  const text = readFileSync(file, 'utf8');
  tally.files++;
  attempt(name, () => openAndEdit(name, text));
  attempt(name, () => editAnywhere(name, text));
}
await vite.close();

for (const [what, count] of Object.entries(tally)) console.log(`${String(count).padStart(7)} ${what}`);
for (const [why, count] of [...refusals].toSorted((a, b) => b[1] - a[1]))
  console.log(`${String(count).padStart(7)}   ${why}`);
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(failures.length === 0 ? 'Nothing threw, nothing was lost.' : `${failures.length} failures.`);
process.exit(failures.length === 0 ? 0 : 1);

/** Opens a text as the app does; each visual edit is made on it and taken back. */
function openAndEdit(name, text) {
  const workspace = createWorkspace({ text, title: name });
  const state = () => workspace.store.getState();
  const before = state().stream;
  tally.documents += state().stream.documents.length;
  if (state().graph.nodes.length > 0) tally.drawn++;
  else notDrawn(name, state().decoded.objects);
  for (const edit of someOf(visualEdits(state().decoded.config, state().stream), 60)) {
    const what = `${name}: ${JSON.stringify(edit)}`;
    tally['visual edits']++;
    const refusal = workspace.dispatch(edit);
    if (refusal) refused(edit.type, refusal);
    else {
      survived(what, before, state().stream, edit.type.startsWith('remove'));
      if (state().text !== text) workspace.undo();
    }
    if (state().text !== text) {
      failures.push(`${what}: undo does not give the text back`);
      return;
    }
  }
}

/** At most `count` of a list, spread over it: the largest files have thousands of places to edit. */
function someOf(list, count) {
  const step = Math.max(1, list.length / count);
  return list.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

/** Kinds that have a card of their own, whatever stands beside them. */
function notDrawn(name, objects) {
  const kinds = new Set(objects.filter(({ modelled }) => modelled).map(({ kind }) => kind));
  const carded = ['VirtualService', 'Gateway', 'Service', 'ServiceEntry', 'HTTPRoute', 'GRPCRoute'];
  const missing = carded.find((kind) => kinds.has(kind));
  if (missing) failures.push(`${name}: a ${missing} is not drawn`);
  const what = `without a picture: ${[...kinds].join(', ') || 'nothing modelled'}`;
  tally[what] = (tally[what] ?? 0) + 1;
}

/** The visual edits that fit what a text holds. */
function visualEdits(config, stream) {
  const edits = [{ type: 'addDocument', value: { kind: 'Service', metadata: { name: 'new' } } }];
  stream.documents.forEach((_, document) => edits.push({ type: 'removeDocument', document }));
  for (const { source, spec } of config.virtualServices) {
    edits.push({ type: 'addRule', virtualService: source, rule: { route: [{ destination: { host: 'new' } }] } });
    (spec.http ?? []).forEach((rule, index) => edits.push(...ruleEdits(source, rule, index, spec.http.length)));
  }
  for (const { source, spec } of config.destinationRules) {
    edits.push({ type: 'addSubset', destinationRule: source, name: 'new', labels: { version: 'yes' } });
    edits.push({
      type: 'setField',
      object: source,
      field: ['spec', 'trafficPolicy', 'connectionPool', 'tcp', 'maxConnections'],
      value: 1,
    });
    (spec.subsets ?? []).forEach((_, index) =>
      edits.push({ type: 'removeSubset', subset: inside(source, 'spec', 'subsets', index) }),
    );
  }
  return edits;
}

function ruleEdits(virtualService, rule, index, count) {
  const source = inside(virtualService, 'spec', 'http', index);
  const destination = { destination: { host: 'new' } };
  const weights = (rule.route ?? []).map((_, row) => row + 7);
  return [
    ...(weights.length > 0 ? [{ type: 'setWeights', rule: source, weights }] : []),
    ...(count > 1 ? [{ type: 'moveRule', rule: source, to: (index + 1) % count }] : []),
    { type: 'removeRule', rule: source },
    { type: 'duplicateRule', rule: source },
    { type: 'addMatch', rule: source, match: { uri: { prefix: '/new' } } },
    { type: 'addDestination', rule: source, destination },
    { type: 'setField', object: source, field: ['timeout'], value: '5s' },
    ...(rule.match ?? []).flatMap((match, row) =>
      matchEdits(inside(source, 'match', row), match, rule.match.length, row),
    ),
    ...weights.map((_, row) => ({ type: 'removeDestination', destination: inside(source, 'route', row) })),
  ];
}

function matchEdits(match, value, count, row) {
  return [
    { type: 'setCondition', match, condition: { on: 'headers', name: 'x-new', value: { exact: 'on' } } },
    { type: 'setCondition', match, condition: { on: 'uri', value: { regex: '/a?' } } },
    { type: 'removeMatch', match },
    ...(count > 1 ? [{ type: 'moveMatch', match, to: (row + 1) % count }] : []),
    ...(value.uri ? [{ type: 'removeCondition', match, field: { on: 'uri' } }] : []),
  ];
}

/** Edits of every kind at random places of every document that can be read; always the same ones for the same text. */
function editAnywhere(name, text) {
  const stream = parseStream(text);
  const dice = diceFrom(text.length);
  someOf([...stream.documents.entries()], 100).forEach(([index, document]) => {
    if (typeof document.value !== 'object' || document.value === null || document.source.length > 60_000) return;
    if (document.problems.some(({ severity }) => severity === 'error')) return;
    for (let turn = 0; turn < 5; turn++) {
      const { edit, expected } = noisyEdit(document.value, dice);
      const what = `${name}[${index}]: ${JSON.stringify(edit)}`;
      const plan = planYamlEdits(stream, [{ document: index, edits: [edit] }]);
      tally['YAML edits']++;
      if (!plan.ok) {
        refused(edit.type, plan.refusal);
        continue;
      }
      const result = parseStream(applyTextEdits(text, plan.edits), stream);
      survived(what, stream, result, ['removeKey', 'removeItem', 'set'].includes(edit.type));
      const value = result.documents[index]?.value;
      if (JSON.stringify(sorted(value)) !== JSON.stringify(sorted(expected)))
        failures.push(`${what}: the value is not what was meant`);
    }
  });
}

/** Whether a text after an edit has no new error, and every comment but those that may go. */
function survived(what, before, after, mayRemove) {
  const errors = ({ documents }) =>
    documents.flatMap(({ problems }) => problems.filter(({ severity }) => severity === 'error'));
  if (errors(after).length > errors(before).length) failures.push(`${what}: does not parse any more`);
  const left = new Map();
  for (const { text } of commentsOf(after.text)) left.set(text, (left.get(text) ?? 0) + 1);
  for (const { text } of commentsOf(before.text)) {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    if (count === 0 && !mayRemove) failures.push(`${what}: lost ${text}`);
  }
  if (!before.text.includes('\r') && after.text.includes('\r')) failures.push(`${what}: brought in CR`);
}

function refused(type, { reason, message }) {
  tally.refused++;
  const why = `${type} (${reason}): ${message.replaceAll(/[`“][^`”]*[`”]/g, '…')}`;
  refusals.set(why, (refusals.get(why) ?? 0) + 1);
}

function attempt(name, task) {
  try {
    task();
  } catch (error) {
    failures.push(
      `${name}: threw ${error instanceof Error ? error.stack?.split('\n').slice(0, 4).join(' | ') : String(error)}`,
    );
  }
}

function inside({ document, path }, ...steps) {
  return { document, path: [...path, ...steps] };
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, sorted(value[key])]),
  );
}

function diceFrom(seed) {
  let state = seed;
  return (max) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % (max + 1);
  };
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
