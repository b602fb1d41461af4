// node scripts/generate-schema.mjs: turns the CRD schemas of ../shared/crds into the compact field schemas of src/istio/schema.
// Kept: names, types, limits, defaults, CEL rules. Left out: status (never judged), texts of other people.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const crds = join(root, '..', 'shared', 'crds');

/** What the files were taken from: ../shared/README.md and conformance/README.md name the measured commit. */
const files = [
  {
    from: 'istio-networking.json',
    to: 'istio-networking.json',
    source: 'istio/istio 86c9f01 manifests/charts/base/files/crd-all.gen.yaml',
    kinds: ['DestinationRule', 'Gateway', 'ServiceEntry', 'Sidecar', 'VirtualService', 'WorkloadEntry'],
  },
  {
    from: 'gateway-api.json',
    to: 'gateway-api.json',
    source: 'Gateway API CRDs as tested with istio/istio 86c9f01',
    kinds: ['Gateway', 'GRPCRoute', 'HTTPRoute', 'ReferenceGrant', 'TCPRoute', 'TLSRoute'],
  },
];

const copied = [
  'type',
  'format',
  'enum',
  'required',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'pattern',
  'nullable',
  'default',
];

/** `[not any of a|b, a, b]` is how a CRD says "at most one of a and b". */
function atMostOneOf(oneOf) {
  const names = oneOf.filter((branch) => branch.required).map((branch) => branch.required[0]);
  const none = oneOf.find((branch) => branch.not?.anyOf);
  return none && none.not.anyOf.length === names.length ? [names] : [];
}

function compact(schema) {
  const result = {};
  for (const key of copied) if (key in schema) result[key] = schema[key];
  if (schema['x-kubernetes-int-or-string']) result.intOrString = true;
  if (schema['x-kubernetes-preserve-unknown-fields']) result.open = true;
  if (schema['x-kubernetes-list-type'] === 'set') result.set = true;
  if (schema['x-kubernetes-list-map-keys']) result.listMapKeys = schema['x-kubernetes-list-map-keys'];
  const exclusive = [schema, ...(schema.allOf ?? [])].flatMap((part) => (part.oneOf ? atMostOneOf(part.oneOf) : []));
  if (exclusive.length > 0) result.atMostOneOf = exclusive;
  const rules = (schema['x-kubernetes-validations'] ?? []).map((validation) => validation.rule);
  if (rules.length > 0) result.rules = rules;
  if (schema.properties) {
    result.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, field]) => [name, compact(field)]),
    );
  }
  if (schema.items) result.items = compact(schema.items);
  if (typeof schema.additionalProperties === 'object')
    result.additionalProperties = compact(schema.additionalProperties);
  return result;
}

if (!existsSync(crds)) {
  console.log(`Nothing to generate from: ${crds} is not here. The schemas in src/istio/schema stay as they are.`);
  process.exit(0);
}

for (const { from, to, source, kinds } of files) {
  const definitions = JSON.parse(readFileSync(join(crds, from), 'utf8'))
    .filter((crd) => kinds.includes(crd.kind))
    .map((crd) => ({
      group: crd.group,
      kind: crd.kind,
      versions: crd.versions,
      ...(crd.schema.required ? { required: crd.schema.required } : {}),
      spec: compact(crd.schema.properties.spec),
    }));
  const path = join(root, 'src', 'istio', 'schema', to);
  writeFileSync(path, `${JSON.stringify({ source, kinds: definitions })}\n`);
  console.log(`src/istio/schema/${to}: ${definitions.length} kinds`);
}
