import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseStream } from '../../yaml/stream.ts';
import { decode } from '../decode.ts';
import { isObject } from '../sanitize.ts';

const folder = join(import.meta.dirname, '../../../conformance/routing');

function workspaces(): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
}

/** The documents that a measured workspace lists as refused, and those that are refused here, each as `Kind/namespace/name`. */
function refusedIn(file: string): { theirs: string[]; ours: string[] } {
  const stream = parseStream(readFileSync(join(folder, file), 'utf8'));
  const spec = stream.documents
    .map(({ value }) => value)
    .filter(isObject)
    .find(({ kind }) => kind === 'RoutingTest')?.['spec'];
  const refused = isObject(spec) && Array.isArray(spec['refused']) ? spec['refused'] : [];
  const ours = decode(stream)
    .objects.filter(({ refusedBy }) => refusedBy.length > 0)
    .map(({ kind, namespace, name }) => `${kind}/${namespace}/${name}`);
  return { theirs: refused.map(String).toSorted(), ours: ours.toSorted() };
}

it('the documents of the measured workspaces are refused exactly where admission refused them', () => {
  const files = workspaces();
  const wrong = files
    .map((file) => ({ file, ...refusedIn(file) }))
    .filter(({ theirs, ours }) => theirs.join() !== ours.join());
  console.log(`${files.length - wrong.length} of ${files.length} workspaces have the same refusals`);
  expect(wrong).toEqual([]);
});
