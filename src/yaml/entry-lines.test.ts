import { isCollection, isPair } from 'yaml';
import { describe, expect, it } from 'vitest';
import { nodesOf } from './document-nodes.ts';
import { entriesOf } from './entry.ts';
import { linesOf } from './entry-lines.ts';
import { parseStream } from './stream.ts';

/** The lines of each entry of the collection under the first key of a text. */
function linesOfEach(text: string): (string | null)[] {
  const [document] = parseStream(text).documents;
  const root = document && nodesOf(document).contents;
  const pair = isCollection(root) ? root.items[0] : null;
  const holder = isPair(pair) && isCollection(pair.value) ? pair.value : null;
  const entries = (holder && entriesOf(holder)) ?? [];
  return entries.map((_, index) => {
    const lines = linesOf(text, entries, index, false);
    return lines && text.slice(lines.start, lines.end);
  });
}

const items: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'comments in the column of the dashes head the item below': [
    'l:\n  # a\n  - n: a\n  # b\n  - n: b\n',
    ['  # a\n  - n: a\n', '  # b\n  - n: b\n'],
  ],
  'comments in the column of the keys do as well': [
    'l:\n    # a\n  - n: a\n    # b\n  - n: b\n',
    ['    # a\n  - n: a\n', '    # b\n  - n: b\n'],
  ],
  'comments between both columns, or left of them, do as well': [
    'l:\n  -   n: a\n   # b\n    # b\n  -   n: b\n# c\n  -   n: c\n',
    ['  -   n: a\n', '   # b\n    # b\n  -   n: b\n', '# c\n  -   n: c\n'],
  ],
  'the content of an item may be a scalar, or start below its dash': [
    'l:\n- a\n  # b\n-\n    n: b\n    # c\n- - c\n  # d\n-\n  # e\n- e\n',
    ['- a\n', '  # b\n-\n    n: b\n', '    # c\n- - c\n', '  # d\n-\n', '  # e\n- e\n'],
  ],
  'an anchor or a tag on an item changes nothing': [
    'l:\n- &x n: a\n  # b\n- !!map\n  n: b\n  # c\n- n: c\n',
    ['- &x n: a\n', '  # b\n- !!map\n  n: b\n', '  # c\n- n: c\n'],
  ],
  'what is deeper than the keys goes on with the item above': [
    'l:\n- n: a\n  m:\n    k: 1\n    #   w: 10\n    # some words\n- n: b\n',
    ['- n: a\n  m:\n    k: 1\n    #   w: 10\n    # some words\n', '- n: b\n'],
  ],
  'so does what is deeper than the dash, above comments in its column': [
    'l:\n- n: a\n  # in a\n# b\n  # on b\n- n: b\n',
    ['- n: a\n  # in a\n', '# b\n  # on b\n- n: b\n'],
  ],
  'so does what is deeper than the dash, above a blank line': [
    'l:\n- n: a\n  # in a\n\n  # b\n- n: b\n',
    ['- n: a\n  # in a\n', '  # b\n- n: b\n'],
  ],
  'so does what reads as keys that were commented out': [
    'l:\n- n: a\n  # timeout: 5s\n  # retries:\n  #   attempts: 3 # or 4\n  # fault: {delay: {fixedDelay: 5s}}\n  # b, once: c\n- n: b\n',
    [
      '- n: a\n  # timeout: 5s\n  # retries:\n  #   attempts: 3 # or 4\n  # fault: {delay: {fixedDelay: 5s}}\n',
      '  # b, once: c\n- n: b\n',
    ],
  ],
  'so does what reads as items that were commented out': [
    'l:\n- m:\n  - a\n  # - b\n  # - n: "c d"\n- n: d\n  #- e f, g\n- n: h\n',
    ['- m:\n  - a\n  # - b\n  # - n: "c d"\n', '- n: d\n', '  #- e f, g\n- n: h\n'],
  ],
  'but not where words go before it': [
    'l:\n- n: a\n  # b, of which this is out:\n  # timeout: 5s\n- n: b\n',
    ['- n: a\n', '  # b, of which this is out:\n  # timeout: 5s\n- n: b\n'],
  ],
  'nor where a blank line sets it apart': [
    'l:\n- n: a\n\n  # canary: v2\n- n: b\n',
    ['- n: a\n', '  # canary: v2\n- n: b\n'],
  ],
  'nor where the first item is headed in that column': [
    'l:\n  # stable: v1\n- n: a\n  # canary: v2\n- n: b\n',
    ['  # stable: v1\n- n: a\n', '  # canary: v2\n- n: b\n'],
  ],
  'what a blank line sets apart above an item is nobody’s in the column of the dashes': [
    'l:\n# all\n\n- n: a\n# more\n\n- n: b\n# the end\n',
    ['- n: a\n', '- n: b\n'],
  ],
};

const others: typeof items = {
  'comments in the column of the keys head the key below': [
    'm:\n  # a\n  a: 1 # at a\n  # b\n  b: 2\n',
    ['  # a\n  a: 1 # at a\n', '  # b\n  b: 2\n'],
  ],
  'deeper ones go on with the key above; there is none above the first': [
    'm:\n    # a\n  a: 1\n    # in a\n  # b\n  b: 2\n    # in b\n  c: 3\n',
    ['    # a\n  a: 1\n    # in a\n', '  # b\n  b: 2\n    # in b\n', '  c: 3\n'],
  ],
  'in brackets, it is as in a mapping': [
    'f: [\n  # a\n  a, # at a\n    # in a\n  # b\n  b\n  ]\n',
    ['  # a\n  a, # at a\n    # in a\n', '  # b\n  b\n'],
  ],
};

describe('the comments of an item', () => {
  for (const [name, [text, lines]] of Object.entries(items))
    it(name, () => {
      expect(linesOfEach(text)).toEqual(lines);
      expect(linesOfEach(text.replaceAll('\n', '\r\n'))).toEqual(lines.map((each) => each.replaceAll('\n', '\r\n')));
    });
});

describe('the comments of other entries', () => {
  for (const [name, [text, lines]] of Object.entries(others)) it(name, () => expect(linesOfEach(text)).toEqual(lines));
});
