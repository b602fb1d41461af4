import type { YamlStream } from '../yaml/stream.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';

/** What the reader of the text itself has to say. */
export function yamlFindings({ documents }: YamlStream): Finding[] {
  return documents.flatMap(({ problems }, document) =>
    problems.map(({ code, severity, message, range }) =>
      makeFinding({ code, severity, message, source: { document, path: [] }, at: 'document', range }),
    ),
  );
}
