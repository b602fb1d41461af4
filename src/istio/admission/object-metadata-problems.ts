import type { FieldSchema } from '../field-schema.ts';
import { isObject } from '../sanitize.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { structuralProblems } from './structural-problems.ts';

const string: FieldSchema = { type: 'string' };
const stringMap: FieldSchema = { type: 'object', additionalProperties: string };

/** The fields of Kubernetes' ObjectMeta. */
export const objectMetaSchema: FieldSchema = {
  type: 'object',
  properties: {
    name: string,
    generateName: string,
    namespace: string,
    labels: stringMap,
    annotations: stringMap,
    uid: string,
    resourceVersion: string,
    generation: { type: 'integer' },
    selfLink: string,
    creationTimestamp: string,
    deletionTimestamp: string,
    deletionGracePeriodSeconds: { type: 'integer' },
    finalizers: { type: 'array', items: string },
    ownerReferences: { type: 'array', items: { type: 'object', open: true } },
    managedFields: { type: 'array', items: { type: 'object', open: true } },
  },
};

const dnsSubdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const dnsLabel = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const qualifiedName = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** What the API server refuses in the metadata of any object: no name, a field of the wrong type, names and labels of the wrong shape. */
export function* objectMetadataProblems(metadata: unknown): Problems {
  const { name, generateName, namespace, labels, annotations } = isObject(metadata) ? metadata : {};
  if (typeof name !== 'string' && typeof generateName !== 'string')
    yield refusal('schema.name', ['metadata'], 'The object has no `metadata.name`.');
  yield* structuralProblems(metadata ?? {}, objectMetaSchema, ['metadata']);
  if (typeof name === 'string' && (name.length > 253 || !dnsSubdomain.test(name))) {
    const message = `\`${name}\` is no name of an object: lower-case letters, digits, inner \`-\` and dots only.`;
    yield refusal('schema.name', ['metadata', 'name'], message);
  }
  if (typeof namespace === 'string' && namespace !== '' && (namespace.length > 63 || !dnsLabel.test(namespace)))
    yield refusal('schema.namespace', ['metadata', 'namespace'], `\`${namespace}\` is no name of a namespace.`);
  for (const [key, value] of isObject(labels) ? Object.entries(labels) : []) {
    const path = ['metadata', 'labels', key];
    if (!isQualifiedKey(key)) yield { ...refusal('schema.label', path, `\`${key}\` is no label name.`), at: 'key' };
    if (typeof value === 'string' && value !== '' && (value.length > 63 || !qualifiedName.test(value)))
      yield refusal('schema.label', path, `\`${value}\` is no value of a label.`);
  }
  for (const key of isObject(annotations) ? Object.keys(annotations) : [])
    if (!isQualifiedKey(key.toLowerCase())) {
      const path = ['metadata', 'annotations', key];
      yield { ...refusal('schema.annotation', path, `\`${key}\` is no name of an annotation.`), at: 'key' };
    }
}

/** `name` or `dns.prefix/name` (k8s.io/apimachinery validation.IsQualifiedName). */
function isQualifiedKey(key: string): boolean {
  const [name = '', prefix, ...more] = key.split('/').toReversed();
  if (more.length > 0 || name.length > 63 || !qualifiedName.test(name)) return false;
  return prefix === undefined || (prefix.length <= 253 && dnsSubdomain.test(prefix));
}
