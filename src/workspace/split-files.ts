/** A file with its text as it is on the disk. */
export type TextFile = { readonly path: string; readonly text: string };

/** A text in its files; `rest` stands before the first file and belongs to none. */
export type SplitText = { readonly files: readonly TextFile[]; readonly rest: string };

const byteOrderMark = '\uFEFF';
const opening = /^---[ \t]*\r?\n/;
const boundary = /^---[ \t]*\r?\n# Source: (\S.*?)[ \t]*\r?\n/gm;

/**
 * Files as one stream, each opened by the comment that `helm template` prints (design §1.1), in the order given.
 * What must be left out or added for that (a byte order mark, the first `---`, the last line end) comes back with `splitFiles`.
 */
export function joinFiles(files: readonly TextFile[]): string {
  return files.map(({ path, text }) => `---\n# Source: ${path}\n${withLineEnd(bodyOf(text))}`).join('');
}

/**
 * The inverse of `joinFiles`: the stretches that begin with `# Source: path` of a file in `opened`, with the bytes that joining took away.
 * A path that stands there several times is one file; lines that name other paths are a file's own comments. Opened files that the text
 * does not name any more are not among the result.
 */
export function splitFiles(text: string, opened: readonly TextFile[]): SplitText {
  const known = new Map(opened.map((file) => [file.path, file]));
  const marks = [...text.matchAll(boundary)].filter(([, path]) => known.has(path ?? ''));
  const bodies = new Map<string, string>();
  marks.forEach((mark, index) => {
    const path = mark[1] ?? '';
    const body = text.slice(mark.index + mark[0].length, marks[index + 1]?.index);
    const before = bodies.get(path);
    bodies.set(path, before === undefined ? body : `${withLineEnd(before)}---\n${body}`);
  });
  const files = [...bodies].map(([path, body]) => ({ path, text: asOnDisk(body, known.get(path)?.text ?? '') }));
  return { files, rest: text.slice(0, marks[0]?.index) };
}

/** The files whose text differs from what it was when they were opened or last saved. */
export function changedFiles({ files }: SplitText, opened: readonly TextFile[]): TextFile[] {
  const before = new Map(opened.map(({ path, text }) => [path, text]));
  return files.filter(({ path, text }) => before.get(path) !== text);
}

/** Whether splitting gives these files back byte for byte. It does not where a file holds `# Source:` lines of another one. */
export function canBeSplit(files: readonly TextFile[]): boolean {
  const { files: split } = splitFiles(joinFiles(files), files);
  return split.length === files.length && changedFiles({ files: split, rest: '' }, files).length === 0;
}

/** A path that none of the files has: `a.yaml`, `a (2).yaml`, `a (3).yaml`. Line ends in it would break its `# Source:` line. */
export function freePath(path: string, taken: ReadonlySet<string>): string {
  const clean = path.replaceAll(/\s+/g, ' ').trim() || 'file.yaml';
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? clean : clean.replace(/(\.[^./]*)?$/, ` (${count})$1`);
    if (!taken.has(candidate)) return candidate;
  }
}

function bodyOf(text: string): string {
  return withoutByteOrderMark(text).replace(opening, '');
}

function asOnDisk(body: string, before: string): string {
  const plain = withoutByteOrderMark(before);
  const mark = before.length > plain.length ? byteOrderMark : '';
  const end = withLineEnd(bodyOf(before)) === bodyOf(before) ? body : body.replace(/\r?\n$/, '');
  return mark + (opening.exec(plain)?.[0] ?? '') + end;
}

/** A text as it is read: the mark says how a file is coded and is no part of it. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith(byteOrderMark) ? text.slice(1) : text;
}

/** A text that ends with a line end. */
export function withLineEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
