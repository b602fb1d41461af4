import { isNode, parseDocument } from 'yaml';
import { rangeOf } from './locate.ts';
import { parseStream } from './stream.ts';
import { applyTextEdits, type TextEdit } from './text-edit.ts';
import { valueAt } from './value-at.ts';
import type { YamlEdit } from './yaml-edit.ts';

/**
 * For tests: what must hold when `edit` of the one document `text` was planned as `plan`, in sentences about what does not. `expected` is the value
 * that it should come to. Comments in `text` carry a number (`# c1`), so that each can be followed.
 */
export function breachesOf(text: string, edit: YamlEdit, plan: readonly TextEdit[], expected: unknown): string[] {
  const result = applyTextEdits(text, plan);
  const [document, ...others] = parseStream(result).documents;
  if (!document || others.length > 0) return ['it is one document no more'];
  const errors = document.problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return errors.map(({ message }) => `does not parse: ${message}`);
  return [
    ...valueBreaches(document.value, expected, edit),
    ...commentBreaches(text, edit, result),
    ...ownerBreaches(text, edit, plan, result),
    ...strayBreaches(text, edit, result),
    ...sizeBreaches(text, edit, plan),
    ...lineEndBreaches(text, result),
    ...dialectBreaches(result, edit),
  ];
}

function valueBreaches(value: unknown, expected: unknown, edit: YamlEdit): string[] {
  const [is, should] = [value, expected].map((side) => JSON.stringify(edit.type === 'set' ? sorted(side) : side));
  return is === should ? [] : [`is ${is}, should be ${should}`];
}

/** To set a mapping says nothing of the order of its keys. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

const numbered = /#[ -]*(c\d+)\b/g;

function commentBreaches(text: string, edit: YamlEdit, result: string): string[] {
  const [old, fresh] = [text, result].map((side) => [...side.matchAll(numbered)].map(([, id]) => id ?? ''));
  const gone = goesWith(text, edit);
  const lost = old?.filter((id) => !fresh?.includes(id) && !gone.has(id)) ?? [];
  const twice = edit.type === 'copyItem' ? [] : (fresh?.filter((id, index) => fresh.indexOf(id) !== index) ?? []);
  return [...lost.map((id) => `lost comment ${id}`), ...twice.map((id) => `comment ${id} stands twice`)];
}

/** The comments that may go with what an edit removes: those on its lines, and those on comment lines that touch them, unless they are of a line that stays. */
function goesWith(text: string, edit: YamlEdit): Set<string> {
  const [document] = parseStream(text).documents;
  const step =
    edit.type === 'removeKey'
      ? [edit.key]
      : edit.type === 'removeItem'
        ? [edit.index]
        : edit.type === 'set'
          ? []
          : null;
  const range = document && step && rangeOf(document, [...edit.path, ...step]);
  if (!range || (edit.type === 'set' && !isCollection(valueAt(document.value, edit.path)))) return new Set();
  const lines = text.split('\n');
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length - 1;
  const from = lineOf((range.key ?? range.value).start);
  const to = lineOf(Math.max(range.value.start, range.value.end - 1));
  const isLoose = (line: string | undefined) => line !== undefined && /^\s*(?:-\s*)*(?:#.*)?\r?$/.test(line);
  const stays = ({ line, start }: Owner) => line !== '-' && (lineOf(start) < from || lineOf(start) > to);
  const kept = new Set(
    ownersOf(text)
      .filter(stays)
      .map(({ id }) => id),
  );
  let [first, last] = [from, to];
  while (isLoose(lines[first - 1])) first--;
  while (isLoose(lines[last + 1])) last++;
  const touching = lines.slice(first, last + 1).join('\n');
  return new Set([...touching.matchAll(numbered)].map(([, id]) => id ?? '').filter((id) => !kept.has(id)));
}

/** Comments inside of a collection are its own (a list that is a lone dash included); a scalar has none. */
function isCollection(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** What an edit removes leaves none of its comments at what stays, where it has lines of its own and is not the last in the document. */
function strayBreaches(text: string, edit: YamlEdit, result: string): string[] {
  if (edit.type !== 'removeKey' && edit.type !== 'removeItem') return [];
  const [document] = parseStream(text).documents;
  const range = document && rangeOf(document, [...edit.path, edit.type === 'removeKey' ? edit.key : edit.index]);
  const start = (range?.key ?? range?.value)?.start ?? 0;
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const hasLines = (edit.type === 'removeKey' ? /^ *$/ : /^ *- *$/).test(text.slice(line, start));
  if (!range || !hasLines) return [];
  const left = new Map(
    ownersOf(result).flatMap((owner) => (/^(?:\[\]|\{\})$/.test(owner.line) ? [] : [[owner.id, owner.line]])),
  );
  return ownersOf(text).flatMap(({ id, start: at }) =>
    at >= line && at < range.value.end && left.has(id) ? [`comment ${id} is left at “${left.get(id)}”`] : [],
  );
}

/** Every comment still speaks of the same line, unless an edit touched that line; to be moved is not to be touched. */
function ownerBreaches(text: string, edit: YamlEdit, plan: readonly TextEdit[], result: string): string[] {
  // Of a comment that was copied the first is the old one.
  const after = new Map(
    ownersOf(result)
      .toReversed()
      .map(({ id, line }) => [id, line]),
  );
  return ownersOf(text).flatMap(({ id, line, start, end }) => {
    const isTouched = plan.some(({ offset, length, text: written }) => {
      const appends = offset === end && written !== '' && !/^\r?\n/.test(written);
      const moves = edit.type === 'moveItem' && length > 0 && written === '';
      return (offset < end || appends) && offset + length > start && !moves;
    });
    const owner = after.get(id);
    return isTouched || owner === undefined || owner === line
      ? []
      : [`comment ${id} was at “${line}”, is at “${owner}”`];
  });
}

type Owner = { readonly id: string; readonly line: string; readonly start: number; readonly end: number };

/**
 * Comments at the end of a line belong to it (behind a lone dash to nothing); comment lines to the line right below them, where that starts in their column. So do
 * comments where the keys of the item below stand, if they read as prose; those that read as YAML may have been a part of the item above.
 */
function ownersOf(text: string): Owner[] {
  const owners: Owner[] = [];
  let waiting: { id: string; column: number; isProse: boolean }[] = [];
  let isHead = true;
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    const content = line.replace(/(?:^|\s)#[ -]*c\d+\b[^\n]*$/, '').trim();
    const [id] = [...line.matchAll(numbered)].map((match) => match[1] ?? '');
    const column = line.search(/\S/);
    const place = { line: content.replace(/^(?:[-?] +)+/, ''), start, end };
    if (content !== '' && content !== '---') {
      const isItem = content.startsWith('- ');
      const heads = waiting.filter(
        (above) => above.column === column || (isItem && above.isProse && above.column === column + 2),
      );
      if (!isHead) for (const above of heads) owners.push({ id: above.id, ...place });
      if (id !== undefined && !/^[- ]+$/.test(content)) owners.push({ id, ...place });
      isHead = false;
    }
    const fresh = id === undefined || content !== '' ? [] : [{ id, column, isProse: !/#  - |c\d+:/.test(line) }];
    waiting = fresh.length > 0 ? [...waiting.filter((above) => above.column <= column), ...fresh] : [];
    start = end + 1;
  }
  return owners;
}

/** Nothing is written anew that could stay. */
function sizeBreaches(text: string, edit: YamlEdit, plan: readonly TextEdit[]): string[] {
  const removed = plan.reduce((sum, { length }) => sum + length, 0);
  const written = plan.map((each) => each.text).join('');
  const [document] = parseStream(text).documents;
  const range = document && rangeOf(document, edit.path);
  switch (edit.type) {
    case 'set':
      return range && removed > range.value.end - range.value.start + 200 ? ['replaces more than the value'] : [];
    case 'addKey':
    case 'insertItem':
    case 'copyItem':
      return removed > 4 ? [`removes ${removed} characters to insert something`] : [];
    case 'renameKey':
      return plan.length < 2 && !written.includes('\n') ? [] : ['rewrites more than a key'];
    case 'removeKey':
    case 'removeItem':
      return written.trim().length > 2 ? [`writes “${written}” to remove something`] : [];
    case 'movePair':
      return written.length > removed + edit.to.length + 200 ? ['writes more than the pair'] : [];
    case 'moveItem':
      return Math.abs(removed - written.length) > 2 ? ['moves less or more than it removes'] : [];
  }
}

function lineEndBreaches(text: string, result: string): string[] {
  const breaches = text.endsWith('\n') === result.endsWith('\n') ? [] : ['ends differently'];
  if (text.includes('\r\n') && /(?:^|[^\r])\n/.test(result)) breaches.push('holds a line end that is not CRLF');
  if (!text.includes('\r\n') && text.includes('\n') && result.includes('\r'))
    breaches.push('holds a line end that is not LF');
  return breaches;
}

/** What was written reads the same to YAML 1.1 and 1.2. */
function dialectBreaches(result: string, edit: YamlEdit): string[] {
  if (edit.type !== 'set' && edit.type !== 'addKey' && edit.type !== 'insertItem') return [];
  const step = edit.type === 'addKey' ? [edit.key] : edit.type === 'insertItem' ? [edit.index] : [];
  const should = JSON.stringify(sorted(edit.value));
  return (['1.1', '1.2'] as const).flatMap((version) => {
    const read = parseDocument(result, { version, logLevel: 'silent', uniqueKeys: false });
    const node = read.getIn([...edit.path, ...step], true);
    const is = JSON.stringify(sorted(isNode(node) ? node.toJS(read) : node));
    return is === should ? [] : [`YAML ${version} reads ${is}`];
  });
}
