import { placeOf, unreadable } from './input-workspace.ts';
import type { TestedDocument, TestRun } from './test-command.ts';
import { callerText, differenceText, requestText } from './test-words.ts';

/** A run as JUnit XML: a suite per document of tests, a failure per test that failed, an error per thing that cannot be read. */
export function junitReport({ tested }: TestRun): string {
  const suites = tested.map(suiteOf);
  const errors = [...new Set(tested.map(({ workspace }) => workspace))].flatMap(unreadable).map(
    ({ place, message }) =>
      `    <testcase name=${attribute(place)} classname="unreadable">
      <error message=${attribute(message)}/>
    </testcase>`,
  );
  const broken =
    errors.length === 0
      ? []
      : [
          `  <testsuite name="unreadable" tests="${errors.length}" failures="0" errors="${errors.length}">\n${errors.join('\n')}\n  </testsuite>`,
        ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${[...suites, ...broken].join('\n')}\n</testsuites>\n`;
}

function suiteOf({ workspace, document, results }: TestedDocument): string {
  const failures = results.filter(({ differences }) => differences.length > 0).length;
  const file = workspace.documents[results[0]?.test.source.document ?? -1]?.file.path ?? workspace.name;
  const cases = results.map(({ test, differences }) => {
    const head = `    <testcase name=${attribute(test.name)} classname=${attribute(document.name)} file=${attribute(file)}`;
    if (differences.length === 0) return `${head}/>`;
    const lines = [
      `${placeOf(workspace, test.source)}: ${requestText(test.request)} from ${callerText(test.from)}`,
      ...differences.map(differenceText),
    ];
    const message = attribute(differences.map(differenceText).join('; '));
    return `${head}>\n      <failure message=${message}>${escape(lines.join('\n'))}</failure>\n    </testcase>`;
  });
  const counts = `tests="${results.length}" failures="${failures}" errors="0"`;
  return `  <testsuite name=${attribute(document.name)} file=${attribute(file)} ${counts}>\n${cases.join('\n')}\n  </testsuite>`;
}

function attribute(text: string): string {
  return `"${escape(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"`;
}

/** XML 1.0 has no way to write most control characters; a replacement stands for them. */
function escape(text: string): string {
  return [...text]
    .map((character) => (isXmlCharacter(character) ? character : '\u{FFFD}'))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function isXmlCharacter(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (
    (code >= 0x20 && code < 0xd800) || '\t\n\r'.includes(character) || (code > 0xdfff && code < 0xfffe) || code > 0xffff
  );
}
