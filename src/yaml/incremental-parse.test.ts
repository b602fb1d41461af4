import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noisyYaml } from './noisy-yaml.ts';
import { parseStream, type YamlStream } from './stream.ts';
import { applyTextEdits, type TextEdit } from './text-edit.ts';

type Parse = (text: string, previous?: YamlStream) => YamlStream;

const snippets = ['---\n', '\n---\n', 'a: 1\n', '# c\n', ': ', '"', '{', '- ', '\r\n', '...\n', '%YAML 1.2\n', '\n'];

/** What is parsed step by step, edit by edit, is what the last text is when nothing was known before. */
function law(parse: Parse) {
  return fc.property(fc.gen(), (generate) => {
    const dice = (max: number) => generate(fc.nat, { max });
    const pieces = Array.from({ length: 1 + dice(3) }, () => noisyYaml(dice).text.replace(/^---\r?\n/, ''));
    let text = pieces.map((piece) => (piece.endsWith('\n') ? piece : `${piece}\n`)).join('---\n');
    let stream = parse(text);
    for (let step = 0; step < 4; step++) {
      const edit = randomEdit(text, dice);
      const before = stream;
      text = applyTextEdits(text, [edit]);
      stream = parse(text, before);
      expect(stream.documents.map(({ source }) => source).join('')).toBe(text);
      expect(stream.documents.map(({ source }, index) => text.indexOf(source, stream.offsets[index]))).toEqual(
        stream.offsets,
      );
      const kept = new Map(before.documents.map((document) => [document.source, document]));
      for (const document of stream.documents) expect(kept.get(document.source) ?? document).toBe(document);
    }
    forget();
    expect(JSON.stringify(stream)).toBe(JSON.stringify(parseStream(text)));
  });
}

function randomEdit(text: string, dice: (max: number) => number): TextEdit {
  const offset = dice(text.length);
  const length = dice(2) === 0 ? Math.min(dice(30), text.length - offset) : 0;
  return { offset, length, text: dice(3) === 0 ? '' : (snippets[dice(snippets.length - 1)] ?? '') };
}

/** Makes the reader forget what it has read lately. */
function forget(): void {
  for (let index = 0; index < 20; index++) parseStream(`forget: ${index}\n`);
}

describe('parsing step by step', () => {
  it('equals parsing from scratch, and keeps the documents whose text stayed', () => {
    fc.assert(law(parseStream), { numRuns: 300 });
  });

  const wrong: Readonly<Record<string, Parse>> = {
    'keeps documents by their place': (text, previous) => {
      const stream = parseStream(text);
      const documents = stream.documents.map((document, index) => previous?.documents[index] ?? document);
      return { ...stream, documents };
    },
    'keeps offsets': (text, previous) => ({
      ...parseStream(text, previous),
      offsets: previous?.offsets ?? parseStream(text).offsets,
    }),
    'keeps nothing': (text) => {
      forget();
      return parseStream(text);
    },
    'keeps values by their length': (text, previous) => {
      const stream = parseStream(text);
      const documents = stream.documents.map((document) => {
        const old = previous?.documents.find(({ source }) => source.length === document.source.length);
        return old ? { ...document, value: old.value } : document;
      });
      return { ...stream, documents };
    },
  };
  for (const [name, parse] of Object.entries(wrong)) {
    it(`is not done by a parser that ${name}`, () => {
      expect(fc.check(law(parse), { numRuns: 1000, endOnFailure: true }).failed).toBe(true);
    });
  }
});
