import { isMap, isScalar, isSeq, visit, type Alias, type Document, type YAMLError } from 'yaml';
import { bracketFaults } from './bracket-faults.ts';
import { isMergeKey, keyName } from './kubernetes-value.ts';
import type { YamlProblem } from './stream.ts';
import type { Range } from './text-edit.ts';

/** What is wrong or odd in one document's text, in plain sentences, errors first. */
export function yamlProblems(source: string, tree: Document): YamlProblem[] {
  const instead = helmTemplate(source, tree) ?? mergeConflict(source, tree);
  if (instead) return [instead];
  const { errors, reaches } = syntaxProblems(source, tree);
  return [
    ...controlCharacter(source),
    ...errors,
    ...questionMarksInFlow(source, tree),
    ...duplicateKeys(tree).filter(({ range }) => !reaches.some((reach) => isWithin(range.start, reach))),
    ...afterTheEnd(source),
  ];
}

/** `{{ … }}` where YAML would have a value: the text of a chart, not its output. */
function helmTemplate(source: string, tree: Document): YamlProblem | null {
  const start = source.search(/\{\{-?\s*[\w.$"(/]/);
  if (start < 0) return null;
  let isTemplate = tree.errors.length > 0;
  visit(tree, {
    Pair: (_, pair) => {
      if (!isMap(pair.key)) return undefined;
      isTemplate = true;
      return visit.BREAK;
    },
  });
  if (!isTemplate) return null;
  const end = source.indexOf('}}', start);
  return {
    code: 'yaml.template',
    severity: 'error',
    message:
      'This is a Helm template, not its output. Render it first (`helm template RELEASE CHART`) and paste the result.',
    range: { start, end: end < 0 ? start + 2 : end + 2 },
  };
}

/** A line that a merge left where both sides had changed something. What else cannot be read comes of these lines. */
function mergeConflict(source: string, tree: Document): YamlProblem | null {
  const marker =
    tree.errors.length > 0 ? /^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$/m.exec(source.replaceAll('\r', ' ')) : null;
  if (!marker) return null;
  return {
    code: 'yaml.merge-conflict',
    severity: 'error',
    message:
      'A merge conflict is not resolved here: keep one side, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`.',
    range: { start: marker.index, end: marker.index + marker[0].trimEnd().length },
  };
}

const sentences: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'An alias (`*name`) cannot have a tag or an anchor of its own.',
  BAD_ALIAS: 'An alias (`*name`) or anchor (`&name`) needs a name; if text is meant, put it in quotes.',
  BAD_COLLECTION_TYPE: 'The tag does not fit this kind of value.',
  BAD_DIRECTIVE: 'This `%` directive is not one that YAML knows.',
  BAD_DQ_ESCAPE: 'Unknown escape in a double-quoted string; a backslash itself is written `\\\\`.',
  BAD_INDENT: 'The indentation does not fit the lines around it.',
  BAD_PROP_ORDER: 'Anchor and tag must stand before the `-`, `?` or `:` that they belong to, not after.',
  BAD_SCALAR_START: 'A plain value cannot start with this character; put it in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'Two `key: value` on one line, or a value that goes on where a key was expected.',
  BLOCK_IN_FLOW: 'Indented lines cannot stand inside `{ }` or `[ ]`.',
  DUPLICATE_KEY: 'This key stands twice in the mapping.',
  IMPOSSIBLE: 'YAML cannot be read here.',
  KEY_OVER_1024_CHARS: 'A key is longer than 1,024 characters.',
  MISSING_CHAR: 'Something is missing here: a `:`, a comma, a space or a closing quote or bracket.',
  MULTILINE_IMPLICIT_KEY:
    'A key must stand on one line, followed by `:`. Is a `:` missing, or a line indented too little?',
  MULTIPLE_ANCHORS: 'A value can have one anchor only.',
  MULTIPLE_DOCS: 'A second document starts here without `---`.',
  MULTIPLE_TAGS: 'A value can have one tag only.',
  TAB_AS_INDENT: 'A tab indents this line; YAML wants spaces.',
  TAG_RESOLVE_FAILED: 'The tag and the value do not fit each other.',
  UNEXPECTED_TOKEN: 'This does not belong here.',
};

/** What the reader cannot read. What comes of a tab or a bracket is told once, where it stands; `reaches` is where the reader goes astray by one. */
function syntaxProblems(source: string, tree: Document): { errors: YamlProblem[]; reaches: Range[] } {
  if (tree.errors.length === 0) return { errors: [], reaches: [] };
  // Behind the first token that it has no place for, the reader has no place for anything.
  const lost = tree.errors.findIndex(hasNoPlace);
  // From a tab in the indentation on, no line stands where it seems to.
  const tabs = tree.errors.filter(({ code }) => code === 'TAB_AS_INDENT');
  const tab = tabs.toSorted((one, other) => one.pos[0] - other.pos[0])[0];
  const all = tree.errors.filter(
    (error, index) => error === tab || ((index <= lost || !hasNoPlace(error)) && (!tab || error.pos[0] < tab.pos[0])),
  );
  const faults = bracketFaults(source)
    .map((fault) => ({ ...fault, errors: all.filter(({ pos: [at] }) => isWithin(at, fault.reach)) }))
    .filter(({ errors }) => errors.length > 0);
  const told = new Set(faults.flatMap(({ errors }) => errors));
  const problems = [
    ...faults.map(({ message, range, errors }): YamlProblem => {
      // A quote that is never closed takes the closing bracket for its text.
      const quote = errors.find(isOpenQuote);
      return quote ? syntaxError(source, tree, quote) : { code: 'yaml.syntax', severity: 'error', message, range };
    }),
    ...all.filter((error) => !told.has(error)).map((error) => syntaxError(source, tree, error)),
  ];
  return {
    errors: problems.toSorted((one, other) => one.range.start - other.range.start),
    reaches: faults.map(({ reach }) => reach),
  };
}

function isWithin(offset: number, { start, end }: Range): boolean {
  return offset >= start && offset <= end;
}

function hasNoPlace({ message }: YAMLError): boolean {
  return /^Unexpected .* token in YAML (?:stream|document)/.test(message);
}

function isOpenQuote({ message }: YAMLError): boolean {
  return /closing .quote/i.test(message);
}

function syntaxError(source: string, tree: Document, error: YAMLError): YamlProblem {
  const at = Math.min(error.pos[0], source.length);
  const start = isOpenQuote(error) ? (openQuote(tree, at) ?? at) : at;
  const missing = error.code === 'MISSING_CHAR' ? missingSentence(error.message) : null;
  return {
    code: 'yaml.syntax',
    severity: 'error',
    message: missing ?? sentences[error.code] ?? `${error.message}.`,
    range: { start, end: Math.min(start === at ? Math.max(error.pos[1], start + 1) : start + 1, source.length) },
  };
}

/** Where the quoted string opens that goes on to `at`, for its closing quote is missing. */
function openQuote(tree: Document, at: number): number | null {
  let start: number | null = null;
  visit(tree, {
    Scalar: (_, { type, range }) => {
      if (type?.startsWith('QUOTE') && range && range[0] < at && range[1] >= at - 1) [start] = range;
    },
  });
  return start;
}

function missingSentence(message: string): string | null {
  if (/closing .quote/i.test(message)) return 'A string is opened here with a quote that is never closed.';
  if (/followed by map values/.test(message)) return 'A key without its `:`, or a line that is indented too little.';
  if (/expected .* and .* to end|must end with|to end with/i.test(message))
    return 'A bracket or brace is opened and never closed.';
  return null;
}

/** The API server's reader takes no text with control characters, wherever they stand (upstream goyaml.v2/readerc.go). The first one is told. */
function controlCharacter(source: string): YamlProblem[] {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const at = source.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/);
  if (at < 0) return [];
  const code = source.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  const message = `A character that cannot be seen (U+${code}) stands here, and YAML does not allow it: remove it, or write it as \`\\u${code}\` in double quotes.`;
  return [{ code: 'yaml.control-character', severity: 'error', message, range: { start: at, end: at + 1 } }];
}

/**
 * The API server's reader ends a plain scalar inside `{ }` and `[ ]` at a question mark, and then gives up (checks.md Part B). A warning here, since
 * what never goes to a cluster may say it; for the rest it is a refusal (istio/decode.ts).
 */
function questionMarksInFlow(source: string, tree: Document): YamlProblem[] {
  if (!source.includes('?')) return [];
  const problems: YamlProblem[] = [];
  visit(tree, {
    Scalar: (_, node, path) => {
      const inFlow = path.some((parent) => (isMap(parent) || isSeq(parent)) && parent.flow);
      if (!inFlow || node.type !== 'PLAIN' || !node.range || !(node.source ?? '').slice(1).includes('?')) return;
      problems.push({
        code: 'yaml.question-mark',
        severity: 'warning',
        message: 'Kubernetes cannot read a `?` in an unquoted value inside `{ }` or `[ ]`; put the value in quotes.',
        range: { start: node.range[0], end: node.range[1] },
      });
    },
  });
  return problems;
}

/** Keys that are one key to Kubernetes, spelled alike or not: `yes:` and `true:` are. */
function duplicateKeys(tree: Document): YamlProblem[] {
  const problems: YamlProblem[] = [];
  visit(tree, {
    Map: (_, map) => {
      const spellings = new Map<string, string>();
      for (const { key } of map.items) {
        if (!isScalar(key) || !key.range || isMergeKey(key)) continue;
        const name = keyName(key);
        const spelling = key.source ?? '';
        const earlier = spellings.get(name);
        if (earlier !== undefined) {
          problems.push({
            code: 'yaml.duplicate-key',
            severity: 'warning',
            message: duplicateSentence(earlier, spelling),
            range: { start: key.range[0], end: key.range[1] },
          });
        }
        spellings.set(name, spelling);
      }
    },
  });
  return problems;
}

function duplicateSentence(earlier: string, spelling: string): string {
  return earlier === spelling
    ? `\`${spelling}\` stands twice in this mapping; the last one counts.`
    : `\`${earlier}\` and \`${spelling}\` are the same key to Kubernetes; the last one counts.`;
}

/** An alias that stands for nothing: the API server reads nothing of such a document. */
export function unknownAlias({ source, range }: Alias): YamlProblem {
  const [start, end] = range ?? [0, 0];
  return {
    code: 'yaml.unknown-alias',
    severity: 'error',
    message: `\`*${source}\` stands for nothing, because no value above is marked \`&${source}\`; if it is meant as text, put it in quotes.`,
    range: { start, end },
  };
}

/** What follows `...` without a `---` is another document to YAML and nothing at all to Kubernetes. */
function afterTheEnd(source: string): YamlProblem[] {
  const match = /^\.\.\.(?:[ \t]*(?:#.*)?)(?:\r?\n[ \t]*(?:#.*)?)*\r?\n(?=[ \t]*[^\s#])/m.exec(source);
  if (!match) return [];
  const start = match.index + match[0].length;
  const message = 'Nothing after `...` is read; start the next document with `---`.';
  return [{ code: 'yaml.after-end', severity: 'error', message, range: { start, end: source.length } }];
}
