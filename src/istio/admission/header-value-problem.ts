/**
 * Why Envoy would not take a header value with its `%VARIABLE%` expressions, or null; `%%` stands for one `%`
 * (checks.md A.8, header_value_validator.go:validateHeaderValue).
 */
export function headerValueProblem(value: string): string | null {
  if (hasControlCharacter(value)) return 'A header value cannot hold control characters.';
  let state = 'literal' as State;
  for (let position = 0; position < value.length; position++) {
    const character = value[position] ?? '';
    const isLast = position === value.length - 1;
    if (state === 'literal') {
      if (character !== '%') continue;
      if (isLast) return 'A `%` that stands for itself is written `%%`.';
      if (value[position + 1] === '%') position++;
      else state = 'name';
    } else if (state === 'string' && character === '\\') {
      if (isLast) return 'A `\\` must be followed by the character that it escapes.';
      position++;
    } else {
      const next: State | null = steps[state](character);
      if (!next) return `The expression in \`${value}\` is malformed at \`${value.slice(position)}\`.`;
      state = next;
    }
  }
  return state === 'literal'
    ? null
    : `An expression that \`%\` opens is never closed in \`${value}\`; a plain \`%\` is written \`%%\`.`;
}

type State = 'literal' | 'name' | 'arguments' | 'array' | 'string' | 'afterString' | 'afterArray' | 'end';

/** What follows inside an expression on a character; null where the character cannot stand. */
const steps: Readonly<Record<Exclude<State, 'literal'>, (character: string) => State | null>> = {
  name: (character) => (character === '%' ? 'literal' : character === '(' ? 'arguments' : 'name'),
  arguments: (character) => (character === '[' ? 'array' : character === ' ' ? 'arguments' : 'string'),
  array: (character) => (character === '"' ? 'string' : character === ' ' ? 'array' : null),
  string: (character) => (character === ')' ? 'end' : character === '"' ? 'afterString' : 'string'),
  afterString: (character) =>
    character === ',' ? 'array' : character === ']' ? 'afterArray' : character === ' ' ? 'afterString' : null,
  afterArray: (character) => (character === ')' ? 'end' : character === ' ' ? 'afterArray' : null),
  end: (character) => (character === '%' ? 'literal' : character === ' ' ? 'end' : null),
};

/** Control characters, but for the tab. */
function hasControlCharacter(value: string): boolean {
  return Array.from(value).some((character) => character !== '\t' && (character < ' ' || character === '\x7f'));
}
