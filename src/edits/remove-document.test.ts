import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStream } from '../yaml/stream.ts';
import { applyTextEdits } from '../yaml/text-edit.ts';
import { removeDocument } from './remove-document.ts';

/** The text without a document, and which one is selected then. */
function without(document: number, text: string): [string, number | null] {
  const plan = removeDocument(parseStream(text), { type: 'removeDocument', document });
  if (!plan.ok) return [plan.refusal.message, null];
  return [applyTextEdits(text, plan.text), plan.select?.document ?? null];
}

const crlf = (text: string) => text.replaceAll('\n', '\r\n');

describe('a document that is removed', () => {
  const first = 'a: 1\n# at the end of a\n';
  const banner = '# ---------- b ----------\n# about b\n';
  const second = '---\nb: 1\n';
  const third = '\n# ---------- c ----------\n---\nc: 1\n';

  it('leaves the comments that stand apart above the next one', () => {
    const text = `${first}\n${banner}${second}${third}`;
    expect(without(0, text)).toEqual([`${banner}${second}${third}`, 1]);
    expect(without(1, text)).toEqual([`${first}\n${banner}${third}`, 1]);
    expect(without(2, text)).toEqual([`${first}\n${banner}${second}\n# ---------- c ----------\n`, 1]);
    expect(without(0, crlf(text))).toEqual([crlf(`${banner}${second}${third}`), 1]);
    expect(without(1, crlf(text))).toEqual([crlf(`${first}\n${banner}${third}`), 1]);
    expect(without(0, `---\n${text}`)[0]).toBe(`${banner}${second}${third}`);
  });

  it('takes along those that follow its content, and all where nothing comes next', () => {
    expect(without(0, `${first}${second}`)).toEqual([second, 0]);
    expect(without(0, `a:\n  b: 1\n\n  # c: 2\n\n${second}`)).toEqual([second, 0]);
    expect(without(1, `${first}${second}\n# the end\n`)).toEqual([first, 0]);
    expect(without(0, `${first}\n# the end\n`)).toEqual(['', null]);
    expect(without(0, `a: |\n\n  # no comment\n${second}`)).toEqual([second, 0]);
  });

  it('leaves all comments that stand apart, with the blank lines between them', () => {
    expect(without(0, `a: 1\n\n\n# old:\n# x: 1\n\n  # y\n${banner}\n${second}`)[0]).toBe(
      `# old:\n# x: 1\n\n  # y\n${banner}\n${second}`,
    );
  });

  it('sets them apart from the document before, by one blank line', () => {
    expect(without(1, `x: 1\n---\na: 1\n\n\n${banner}${second}`)[0]).toBe(`x: 1\n\n${banner}${second}`);
    expect(without(1, `x: 1\n\n---\na: 1\n\n${banner}${second}`)[0]).toBe(`x: 1\n\n${banner}${second}`);
    // Here a blank line would be text.
    expect(without(1, `x: |+\n  y\n---\na: 1\n\n${banner}${second}`)[0]).toBe(`x: |+\n  y\n${banner}${second}`);
    expect(without(1, `--- |\ny\n---\na: 1\n\n${banner}${second}`)[0]).toBe(`--- |\ny\n${second}`);
  });

  it('may have been nothing but comments', () => {
    expect(without(0, `# a\n${second}`)).toEqual([second, 0]);
    expect(without(0, `# a\n\n${banner}${second}`)).toEqual([`${banner}${second}`, 1]);
    expect(without(1, `x: 1\n---\n# a\n\n${banner}${second}`)).toEqual([`x: 1\n\n${banner}${second}`, 1]);
    expect(without(1, `x: 1\n---\n# a\n${second}`)).toEqual([`x: 1\n${second}`, 1]);
  });

  it('leaves comments in the file that they stand in', () => {
    const a = '---\n# Source: shop/a.yaml\n';
    const b = '---\n# Source: shop/b.yaml\n';
    expect(without(0, `${a}a: 1\n${b}b: 1\n`)).toEqual([`${b}b: 1\n`, 0]);
    expect(without(1, `${a}a: 1\n${b}b: 1\n\n# c\n---\nc: 1\n`)).toEqual([`${a}a: 1\n${b}# c\n---\nc: 1\n`, 2]);
    expect(without(1, crlf(`${a}a: 1\n${b}b: 1\n\n# c\n${b}c: 1\n`))[0]).toBe(crlf(`${a}a: 1\n${b}# c\n${b}c: 1\n`));
    expect(without(1, `${a}a: 1\n---\nx: 1\n\n# x\n${b}b: 1\n`)[0]).toBe(`${a}a: 1\n\n# x\n${b}b: 1\n`);
    expect(without(0, `x: 1\n\n# x\n${b}b: 1\n`)[0]).toBe(`# x\n${b}b: 1\n`);
    // The file is gone, and its comments are not those of another one.
    expect(without(0, `${a}a: 1\n\n# end of a\n${b}b: 1\n`)).toEqual([`${b}b: 1\n`, 0]);
    // Without comments that stay, the file's name goes over to what is next.
    expect(without(1, `${a}a: 1\n${b}b: 1\n---\nc: 1\n`)).toEqual([`${a}a: 1\n${b}c: 1\n`, 1]);
  });

  it('changes nothing else: every other document says what it said', () => {
    const piece = fc.constantFrom(
      '',
      '\n',
      '# c\n',
      '  # d\n',
      '\n# e\n',
      '# Source: f.yaml\n',
      'a: 1\n',
      'a: |+\n  x\n',
      'a: "\n',
    );
    const body = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(body, { minLength: 1, maxLength: 4 }), fc.nat(), fc.boolean(), (bodies, pick, isCrlf) => {
        const lf = bodies.join('---\n');
        const text = isCrlf ? crlf(lf) : lf;
        const { documents } = parseStream(text);
        if (documents.length === 0) return;
        const document = pick % documents.length;
        const [result, selected] = without(document, text);
        const said = (all: typeof documents) => all.filter(({ isEmpty }) => !isEmpty).map(({ value }) => value);
        const after = parseStream(result).documents;
        expect(said(after)).toEqual(said(documents.toSpliced(document, 1)));
        if (isCrlf) expect(result).not.toMatch(/(?:^|[^\r])\n/);
        expect(after[selected ?? 0]?.value).toEqual((documents[document + 1] ?? documents[document - 1])?.value);
      }),
    );
  });
});
