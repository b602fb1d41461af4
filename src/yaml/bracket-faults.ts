import { parseNodes } from './document-nodes.ts';
import { lexemesOf, type Lexeme } from './lexemes.ts';
import { lineStop } from './lines.ts';
import type { Range } from './text-edit.ts';

/** A bracket that is missing, wrong or one too many. */
export type BracketFault = {
  readonly message: string;
  readonly range: Range;
  /** Where the reader's errors come of it, both ends included. */
  readonly reach: Range;
};

/** A bracket that is still open. */
type Open = { readonly offset: number; readonly text: string };

/** A stretch of text from an outermost bracket on, for as long as the reader takes any for open. */
type Run = {
  readonly first: Open;
  readonly open: Open[];
  /** How many the reader takes for open, whatever their kind. */
  depth: number;
  /** The first fault: what else is wrong inside the same brackets comes of it. */
  fault: Fault | null;
};

/** A fault whose reach starts at `from` and ends with its run. */
type Fault = { readonly message: string; readonly range: Range; readonly from: number };

const closers: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

/** So many faults of one document are looked for, at most: each may ask for another look at the rest of the text. */
const MANY = 8;

/** What is wrong with the brackets of a document that cannot be read, in the order of the text; of brackets inside one another only what comes first. */
export function bracketFaults(source: string): BracketFault[] {
  const faults: BracketFault[] = [];
  let run: Run | null = null;
  /** Where a bracket ends that the reader has lost: until then, all is told. */
  let resume = 0;
  for (const lexeme of lexemesOf(source)) {
    if (faults.length >= MANY) return faults;
    const { offset, text, kind } = lexeme;
    if (kind === 'scalar' || offset < resume) continue;
    if (closers[text]) {
      run ??= { first: lexeme, open: [], depth: 0, fault: null };
      run.open.push(lexeme);
      run.depth++;
    } else if (kind === 'dedent') {
      if (run) resume = dedent(source, run, offset);
      faults.push(...faultsOf(run, Math.max(resume, offset)));
      run = null;
    } else if (text === ']' || text === '}') {
      if (!run) faults.push(...faultsOf({ fault: tooMany(lexeme) }, offset));
      else if (close(run, lexeme) === 0) {
        faults.push(...faultsOf(run, offset));
        run = null;
      }
    }
  }
  if (run) leaveOpen(run);
  return [...faults, ...faultsOf(run, source.length)];
}

function faultsOf(run: Pick<Run, 'fault'> | null, end: number): BracketFault[] {
  if (!run?.fault) return [];
  const { message, range, from } = run.fault;
  return [{ message, range, reach: { start: from, end } }];
}

/** Closes the bracket that `closer` is for, and with it those inside that have none; says how many the reader takes for open still. */
function close(run: Run, closer: Lexeme): number {
  const index = run.open.findLastIndex(({ text }) => closers[text] === closer.text);
  if (index >= 0) {
    if (index < run.open.length - 1) leaveOpen(run);
    run.open.splice(index);
  } else {
    const wrong = run.open.pop();
    if (wrong) run.fault ??= mistaken(wrong, closer);
  }
  return --run.depth;
}

/**
 * A line that is not indented deeper than the one where the brackets open: they end before it, unless all would be well but for the indentation. Says
 * up to where the text is told of.
 */
function dedent(source: string, run: Run, offset: number): number {
  const { first } = run;
  const end = run.fault ? null : closedAt(source.slice(first.offset));
  if (end === null) {
    leaveOpen(run);
    return offset;
  }
  run.fault = {
    message: `This line stands inside \`${first.text} ${closers[first.text]}\` and must be indented deeper than the line with the \`${first.text}\`.`,
    range: { start: offset, end: Math.max(lineStop(source, offset), offset + 1) },
    from: first.offset,
  };
  return first.offset + end;
}

/** Behind the bracket that closes the first one of a text, where all between them can be read whatever its indentation; else null. */
function closedAt(text: string): number | null {
  let depth = 0;
  for (const { offset, text: lexeme, kind } of lexemesOf(text)) {
    if (kind === 'dedent') return null;
    if (kind === 'scalar') continue;
    if (closers[lexeme]) depth++;
    else if ((lexeme === ']' || lexeme === '}') && --depth === 0)
      return parseNodes(text.slice(0, offset + 1)).errors.length > 0 ? null : offset + 1;
  }
  return null;
}

/** The innermost bracket that is open has no closing one. */
function leaveOpen(run: Run): void {
  const left = run.open.at(-1);
  if (!left) return;
  const { offset, text } = left;
  run.fault ??= {
    message: `This \`${text}\` is not closed: a \`${closers[text]}\` is missing.`,
    range: { start: offset, end: offset + 1 },
    from: offset,
  };
}

function mistaken({ offset: from, text }: Open, closer: Lexeme): Fault {
  return {
    message: `This \`${closer.text}\` cannot close a \`${text}\`: it must be a \`${closers[text]}\`.`,
    range: { start: closer.offset, end: closer.offset + 1 },
    from,
  };
}

function tooMany({ offset, text }: Lexeme): Fault {
  const opener = text === ']' ? '[' : '{';
  return {
    message: `This \`${text}\` is one too many: no \`${opener}\` is open here. If it is part of a value, put the value in quotes.`,
    range: { start: offset, end: offset + 1 },
    from: offset,
  };
}
