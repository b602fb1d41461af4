import { Lexer } from 'yaml';

/** A piece of a document's source as the lexer cuts it. */
export type Lexeme = {
  readonly offset: number;
  readonly text: string;
  /** A scalar's text holds no comment and no bracket, whatever it looks like. `dedent` is no text: there a line ends brackets that are still open. */
  readonly kind: 'scalar' | 'dedent' | 'other';
};

/** What the lexer puts before a scalar's text and where brackets end too early; like the mark of a document, they stand for no character of the source. */
const SCALAR = '\u001F';
const DEDENT = '\u0018';
const MARKS = new Set([SCALAR, DEDENT, '\u0002']);

/** Every lexeme of a document's source, in order. */
export function* lexemesOf(source: string): Generator<Lexeme> {
  let offset = 0;
  let isScalar = false;
  for (const text of new Lexer().lex(source)) {
    if (MARKS.has(text)) {
      isScalar = text === SCALAR;
      if (text === DEDENT) yield { offset, text: '', kind: 'dedent' };
      continue;
    }
    yield { offset, text, kind: isScalar ? 'scalar' : 'other' };
    isScalar = false;
    offset += text.length;
  }
}
