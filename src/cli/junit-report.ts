import { callerWords } from '../istio/caller-words.ts';
import { differenceText, requestText } from './test-words.ts';
import type { TestedDocument, TestedRoute, TestedWorkspace } from './test-workspace.ts';
import type { PlacedProblem } from './workspace-problems.ts';

/** A run as JUnit XML: a suite per document of tests, a failure per test that failed, an error per thing that cannot be read. */
export function junitReport(tested: readonly TestedWorkspace[]): string {
  const suites = tested.flatMap(({ documents }) => documents.map(suiteOf));
  const unreadable = tested.flatMap((workspace) => workspace.unreadable);
  const lines = [...suites, ...(unreadable.length > 0 ? [unreadableSuite(unreadable)] : [])];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${lines.join('\n')}\n</testsuites>\n`;
}

function suiteOf({ name, file, tests }: TestedDocument): string {
  const failures = tests.filter(({ differences }) => differences.length > 0).length;
  const counts = `tests="${tests.length}" failures="${failures}" errors="0"`;
  const cases = tests.map((test) => caseOf(name, file, test));
  return [`  <testsuite name=${attribute(name)} file=${attribute(file)} ${counts}>`, ...cases, '  </testsuite>'].join(
    '\n',
  );
}

function caseOf(document: string, file: string, { test, place, differences }: TestedRoute): string {
  const head = `    <testcase name=${attribute(test.name)} classname=${attribute(document)} file=${attribute(file)}`;
  if (differences.length === 0) return `${head}/>`;
  const texts = differences.map(differenceText);
  const where = `${place}: ${requestText(test.request)} from ${callerWords(test.from)}`;
  const failure = `<failure message=${attribute(texts.join('; '))}>${content([where, ...texts].join('\n'))}</failure>`;
  return `${head}>\n      ${failure}\n    </testcase>`;
}

function unreadableSuite(problems: readonly PlacedProblem[]): string {
  const cases = problems.map(({ place, message }) => {
    const head = `    <testcase name=${attribute(place)} classname="unreadable">`;
    return `${head}\n      <error message=${attribute(message)}/>\n    </testcase>`;
  });
  const counts = `tests="${problems.length}" failures="0" errors="${problems.length}"`;
  return [`  <testsuite name="unreadable" ${counts}>`, ...cases, '  </testsuite>'].join('\n');
}

function attribute(text: string): string {
  return `"${content(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"`;
}

/** Text as XML 1.0 takes it; the characters that it cannot write at all are replaced. */
function content(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
