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
    ...ownerBreaches(text, plan, result),
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

/** The comments that may go with what an edit removes: those on its lines, and those on comment lines that touch them. */
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
  let first = lineOf((range.key ?? range.value).start);
  let last = lineOf(Math.max(range.value.start, range.value.end - 1));
  const isLoose = (line: string | undefined) => line !== undefined && /^\s*(?:-\s*)*(?:#.*)?\r?$/.test(line);
  while (isLoose(lines[first - 1])) first--;
  while (isLoose(lines[last + 1])) last++;
  return new Set(
    [
      ...lines
        .slice(first, last + 1)
        .join('\n')
        .matchAll(numbered),
    ].map(([, id]) => id ?? ''),
  );
}

/** Comments inside of a collection are its own (a list that is a lone dash included); a scalar has none. */
function isCollection(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Every comment still speaks of the same line, unless an edit touched that line. */
function ownerBreaches(text: string, plan: readonly TextEdit[], result: string): string[] {
  // Of a comment that was copied the first is the old one.
  const after = new Map(
    ownersOf(result)
      .toReversed()
      .map(({ id, line }) => [id, line]),
  );
  return ownersOf(text).flatMap(({ id, line, start, end }) => {
    const isTouched = plan.some(({ offset, length, text: written }) => {
      const appends = offset === end && written !== '' && !/^\r?\n/.test(written);
      return (offset < end || appends) && offset + length > start;
    });
    const owner = after.get(id);
    return isTouched || owner === undefined || owner === line
      ? []
      : [`comment ${id} was at “${line}”, is at “${owner}”`];
  });
}

type Owner = { readonly id: string; readonly line: string; readonly start: number; readonly end: number };

/** Comments at the end of a line belong to it (behind a lone dash to nothing); comment lines to the line right below them, where that starts in their column. */
function ownersOf(text: string): Owner[] {
  const owners: Owner[] = [];
  let waiting: { id: string; column: number }[] = [];
  let isHead = true;
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    const content = line.replace(/(?:^|\s)#[ -]*c\d+\b[^\n]*$/, '').trim();
    const [id] = [...line.matchAll(numbered)].map((match) => match[1] ?? '');
    const column = line.search(/\S/);
    const place = { line: content.replace(/^(?:[-?] +)+/, ''), start, end };
    if (content !== '' && content !== '---') {
      if (!isHead) for (const above of waiting) if (above.column === column) owners.push({ id: above.id, ...place });
      if (id !== undefined && !/^[- ]+$/.test(content)) owners.push({ id, ...place });
      isHead = false;
    }
    waiting =
      content === '' && id !== undefined ? [...waiting.filter((above) => above.column === column), { id, column }] : [];
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
