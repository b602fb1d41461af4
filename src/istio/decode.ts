import type { YamlDocument, YamlStream } from '../yaml/stream.ts';
import type { YamlPath } from '../yaml/yaml-path.ts';
import { admissionErrors } from './admission/admission-errors.ts';
import type { ConfigObject, IstioConfig, ObjectMeta } from './config.ts';
import { configListOf, isClusterScoped, type ConfigList } from './kinds.ts';
import { podStatusSchema } from './kubernetes-schema.ts';
import type { MeshConfig } from './mesh-config.ts';
import { didYouMean, nearestName } from './nearest-name.ts';
import { readMeshConfig } from './read-mesh-config.ts';
import { isObject, sanitize } from './sanitize.ts';
import { specSchema } from './schema.ts';
import { isSameSource, sourceInside, type Source } from './source.ts';
import { textMap } from './text-map.ts';

/** Something the model could not take as written: an unknown or mistyped field, a kind without a name, an unrendered template. */
export type DecodeProblem = {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly source: Source;
  /** Whether `source` means the key or the value. */
  readonly at: 'key' | 'value';
  /** The field that was probably meant by one that is unknown, where a known one is near. */
  readonly meant?: string;
};

/** What became of one document (or one item of a List). */
export type DecodedObject = {
  readonly source: Source;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** Sentences of admission: not empty means that the object never takes effect (design §3). */
  readonly refusedBy: readonly DecodeProblem[];
  readonly modelled: boolean;
};

export type Decoded = {
  readonly config: IstioConfig;
  readonly objects: readonly DecodedObject[];
  readonly problems: readonly DecodeProblem[];
};

/** Decodes a stream, tolerantly; objects that admission refuses are left out of `config`. Results of unchanged documents are taken from a cache. Never throws. */
export function decode(stream: YamlStream): Decoded {
  const items = stream.documents.flatMap((document, index) => decodeDocument(document, index));
  const superseded = supersededItems(items);
  const lists: Partial<Record<ConfigList | 'others', ConfigObject<string, unknown>[]>> = {};
  const meshConfig: MeshConfig = {};
  for (const item of items) {
    if (!item.config || superseded.has(item)) continue;
    (lists[item.list ?? 'others'] ??= []).push(item.config);
    if (item.meshConfig) Object.assign(meshConfig, item.meshConfig);
  }
  return {
    // Each list holds what its kind's schema let through.
    config: { ...emptyConfig, ...lists, meshConfig } as IstioConfig,
    objects: items.flatMap(({ object }) => object ?? []),
    problems: [...items.flatMap(({ problems }) => problems), ...[...superseded].map(supersededProblem)],
  };
}

const emptyConfig: IstioConfig = {
  virtualServices: [],
  destinationRules: [],
  gateways: [],
  serviceEntries: [],
  workloadEntries: [],
  sidecars: [],
  services: [],
  pods: [],
  workloads: [],
  endpointSlices: [],
  namespaces: [],
  kubernetesGateways: [],
  httpRoutes: [],
  grpcRoutes: [],
  tcpRoutes: [],
  tlsRoutes: [],
  referenceGrants: [],
  meshConfig: {},
  others: [],
};

/** One object as decoded; `config` is null where it never takes effect. */
type Item = {
  readonly source: Source;
  readonly object: DecodedObject | null;
  readonly config: ConfigObject<string, unknown> | null;
  readonly list: ConfigList | null;
  readonly meshConfig: MeshConfig | null;
  readonly problems: readonly DecodeProblem[];
};

const cache = new WeakMap<YamlDocument, { index: number; items: readonly Item[] }>();

function decodeDocument(document: YamlDocument, index: number): readonly Item[] {
  const known = cache.get(document);
  if (known?.index === index) return known.items;
  const items =
    document.isEmpty || document.value === null ? [] : decodeValue(document.value, { document: index, path: [] });
  const unreadable = document.problems.find(({ code }) => code === 'yaml.question-mark');
  const taken = unreadable ? items.map((item) => refuseUnreadable(item, unreadable.message)) : items;
  cache.set(document, { index, items: taken });
  return taken;
}

/** What the API server's reader gives up on never takes effect; documents of ours it never sees. */
function refuseUnreadable(item: Item, message: string): Item {
  if (!item.object || !item.list) return item;
  const refusal: DecodeProblem = {
    code: 'yaml.question-mark',
    severity: 'error',
    message,
    source: item.source,
    at: 'value',
  };
  return { ...item, object: { ...item.object, refusedBy: [...item.object.refusedBy, refusal] }, config: null };
}

function decodeValue(value: unknown, source: Source): readonly Item[] {
  if (
    isObject(value) &&
    typeof value['kind'] === 'string' &&
    value['kind'].endsWith('List') &&
    Array.isArray(value['items'])
  ) {
    return value['items'].flatMap((item: unknown, index) => decodeValue(item, sourceInside(source, 'items', index)));
  }
  return [decodeOnce(value, source)];
}

/** Objects as decoded, by the value they were made of: of a long `List` the items that did not change are the same values as before. */
const decodedObjects = new WeakMap<object, Item>();

function decodeOnce(value: unknown, source: Source): Item {
  if (!isObject(value)) return decodeObject(value, source);
  const known = decodedObjects.get(value);
  if (known && isSameSource(known.source, source)) return known;
  const item = decodeObject(value, source);
  decodedObjects.set(value, item);
  return item;
}

function decodeObject(value: unknown, source: Source): Item {
  const nothing = { source, object: null, config: null, list: null, meshConfig: null };
  if (!isObject(value) || typeof value['apiVersion'] !== 'string' || typeof value['kind'] !== 'string') {
    const message = 'This is not a Kubernetes object: it needs `apiVersion`, `kind` and `metadata.name`.';
    return { ...nothing, problems: [{ code: 'object.shape', severity: 'error', message, source, at: 'value' }] };
  }
  const { apiVersion, kind } = value as { apiVersion: string; kind: string };
  const metadata = readMetadata(value['metadata'], kind);
  const list = configListOf(apiVersion, kind);
  const { spec, unknown } = readSpec(value, apiVersion, kind, list);
  const refusals = list === null ? [] : admissionErrors(kind, apiVersion, value['metadata'], value['spec']);
  const problems: DecodeProblem[] = refusals.map(({ code, severity, message, path, at }) => ({
    code,
    severity,
    message,
    source: sourceInside(source, ...path),
    at,
  }));
  const refusedBy = problems.filter(({ severity }) => severity === 'error');
  const object = { source, apiVersion, kind, ...nameOf(metadata), refusedBy, modelled: list !== null };
  const status = list === 'pods' ? { status: sanitize(value['status'] ?? {}, podStatusSchema).value ?? {} } : {};
  const config = { kind, apiVersion, metadata, spec, source, ...status };
  return {
    source,
    object,
    config: refusedBy.length > 0 ? null : config,
    list,
    meshConfig: readMeshConfig(kind, value),
    problems: [...problems, ...unknown.map((field) => unknownField(field, source))],
  };
}

/** EndpointSlices and kinds that are not modelled keep their whole value where others have `spec`. */
function readSpec(value: Record<string, unknown>, apiVersion: string, kind: string, list: ConfigList | null) {
  if (list === 'endpointSlices') return { spec: value, unknown: [] };
  if (list === null) return { spec: value['spec'], unknown: [] };
  const schema = specSchema(apiVersion, kind);
  if (!schema) return { spec: value['spec'] ?? {}, unknown: [] };
  const { value: spec, unknown } = sanitize(value['spec'] ?? {}, schema);
  return { spec: spec ?? {}, unknown };
}

function readMetadata(value: unknown, kind: string): ObjectMeta {
  const metadata = isObject(value) ? value : {};
  return {
    name: text(metadata['name']) ?? '',
    namespace: isClusterScoped(kind) ? '' : (text(metadata['namespace']) ?? 'default'),
    labels: textMap(metadata['labels']),
    annotations: textMap(metadata['annotations']),
    creationTimestamp: text(metadata['creationTimestamp']),
  };
}

function nameOf({ name, namespace }: ObjectMeta) {
  return { name, namespace };
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function unknownField(
  field: { path: YamlPath; name: string; known: readonly string[] },
  source: Source,
): DecodeProblem {
  const nearest = nearestName(field.name, field.known);
  return {
    code: 'schema.unknown-field',
    severity: 'warning',
    message: `\`${field.name}\` is no field that Istio knows here; the API server drops it.${didYouMean(nearest)}`,
    source: sourceInside(source, 'spec', ...field.path),
    at: 'key',
    ...(nearest !== null && { meant: nearest }),
  };
}

/** Objects that a later one of the same kind, namespace and name replaces, as `kubectl apply` would. */
function supersededItems(items: readonly Item[]): Set<Item> {
  const last = new Map<string, Item>();
  const superseded = new Set<Item>();
  for (const item of items) {
    if (!item.object || !item.config || !item.list || item.object.name === '') continue;
    const key = objectKey(item.object);
    const earlier = last.get(key);
    if (earlier) superseded.add(earlier);
    last.set(key, item);
  }
  return superseded;
}

const objectKeys = new WeakMap<DecodedObject, string>();

/** What the API server knows an object by. */
function objectKey(object: DecodedObject): string {
  const known = objectKeys.get(object);
  if (known !== undefined) return known;
  const { apiVersion, kind, namespace, name } = object;
  const group = apiVersion.split('/').slice(0, -1).join('/');
  const key = `${group}/${kind}/${namespace}/${name}`;
  objectKeys.set(object, key);
  return key;
}

function supersededProblem(item: Item): DecodeProblem {
  const { kind, name, namespace } = item.object ?? { kind: 'object', name: '', namespace: '' };
  return {
    code: 'object.duplicate',
    severity: 'warning',
    message: `Another ${kind} \`${namespace}/${name}\` stands further down and replaces this one.`,
    source: sourceInside(item.source, 'metadata', 'name'),
    at: 'value',
  };
}
