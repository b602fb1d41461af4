import { groupBy } from '../istio/group-by.ts';
import { decode, type Decoded, type DecodedObject } from '../istio/decode.ts';
import { parseStream, type YamlStream } from '../yaml/stream.ts';

/** One document on its way to a cluster. */
export type ApplyStep = {
  /** Its place in the stream. */
  readonly document: number;
  readonly text: string;
  /** `DestinationRule shop/cart`; of a List, its first object and how many more. */
  readonly title: string;
  /** `03-destinationrule-cart.yaml`. */
  readonly file: string;
};

export type ApplyPlan = {
  readonly steps: readonly ApplyStep[];
  /** Objects that the workspace had when it was opened and has no more, what routes to others first. */
  readonly removed: readonly DecodedObject[];
  /** What a reader must know: documents left out, and changes that no order makes safe. */
  readonly warnings: readonly string[];
};

/** What others rest on comes first. What is not named here stands where `others` does. */
const ranks: Readonly<Record<string, number>> = {
  Namespace: 0,
  CustomResourceDefinition: 1,
  ServiceAccount: 2,
  ConfigMap: 2,
  Secret: 2,
  Service: 3,
  ServiceEntry: 3,
  WorkloadEntry: 3,
  Deployment: 4,
  StatefulSet: 4,
  DaemonSet: 4,
  Pod: 4,
  DestinationRule: 6,
  GatewayClass: 6,
  Gateway: 7,
  ReferenceGrant: 7,
  VirtualService: 8,
  HTTPRoute: 8,
  GRPCRoute: 8,
  TLSRoute: 8,
  TCPRoute: 8,
};
const others = 5;
const afterRoutes = 9;

/**
 * The manifests in an order in which no step names what is not there yet: subsets before the rules that send to them. Istio itself advises
 * "make before break" (istio.io, Traffic Management Best Practices): a DestinationRule that only loses subsets comes after the rules, so that
 * nothing sends to them any more. Within a rank the order is that of the text.
 * @param original the text as it was opened: what is taken from it is in the cluster already.
 */
export function applyPlan(stream: YamlStream, decoded: Decoded, original: string): ApplyPlan {
  const before = decode(parseStream(original));
  const shrinking = subsetLosses(decoded, before);
  const objectsOf = groupBy(decoded.objects, ({ source }) => source.document);
  const placed = stream.documents.flatMap(({ source: text, isEmpty }, document) => {
    const objects = objectsOf.get(document) ?? [];
    const [first] = objects;
    if (isEmpty || !first || isOurs(first)) return [];
    // A List is applied as one: it waits for what any of its objects needs.
    const rank = Math.max(...objects.map((object) => rankOf(object, shrinking)));
    return [{ document, text, objects, first, rank }];
  });
  const sorted = placed.toSorted((a, b) => a.rank - b.rank);
  const digits = String(sorted.length).length;
  const steps = sorted.map(({ document, text, objects, first }, index) => ({
    document,
    text,
    title: titleOf(first) + (objects.length > 1 ? ` and ${objects.length - 1} more` : ''),
    file: `${String(index + 1).padStart(Math.max(2, digits), '0')}-${fileWord(first.kind)}-${fileWord(first.name)}.yaml`,
  }));
  const here = new Set(decoded.objects.map(keyOf));
  const removed = before.objects
    .filter((object) => !here.has(keyOf(object)) && !isOurs(object))
    .toSorted((a, b) => rankOf(b, new Map()) - rankOf(a, new Map()));
  return { steps, removed, warnings: [...leftOut(stream, objectsOf), ...unsafe(shrinking)] };
}

/** The names of a DestinationRule's lost and new subsets, by the object's key. */
type SubsetLosses = ReadonlyMap<
  string,
  { readonly title: string; readonly lost: readonly string[]; readonly isNew: boolean }
>;

function subsetLosses(after: Decoded, before: Decoded): SubsetLosses {
  const old = new Map(before.config.destinationRules.map((rule) => [nameKey(rule.metadata), rule]));
  return new Map(
    after.config.destinationRules.flatMap(({ metadata, spec }) => {
      const names = new Set(spec.subsets?.map(({ name }) => name));
      const known = old.get(nameKey(metadata))?.spec.subsets?.map(({ name }) => name) ?? [];
      const lost = known.filter((name) => !names.has(name));
      if (lost.length === 0) return [];
      const isNew = [...names].some((name) => !known.includes(name));
      return [[nameKey(metadata), { title: `DestinationRule ${nameKey(metadata)}`, lost, isNew }] as const];
    }),
  );
}

function rankOf(object: DecodedObject, losses: SubsetLosses): number {
  const loss = object.kind === 'DestinationRule' ? losses.get(nameKey(object)) : undefined;
  return loss && !loss.isNew ? afterRoutes : (ranks[object.kind] ?? others);
}

function unsafe(losses: SubsetLosses): string[] {
  return [...losses.values()]
    .filter(({ isNew }) => isNew)
    .map(
      ({ title, lost }) =>
        `${title} gains subsets and loses ${lost.join(', ')}: requests to what it loses fail until the rules are applied. Apply it once with all of them to be safe.`,
    );
}

function leftOut({ documents }: YamlStream, objectsOf: ReadonlyMap<number, readonly DecodedObject[]>): string[] {
  return documents.flatMap(({ isEmpty, value }, index) => {
    if (isEmpty || objectsOf.has(index)) return [];
    const why = value === null ? 'cannot be read' : 'is no Kubernetes object';
    return [`Document ${index + 1} ${why} and is left out.`];
  });
}

function titleOf(object: Pick<DecodedObject, 'kind' | 'name' | 'namespace'>): string {
  return `${object.kind} ${object.namespace ? nameKey(object) : object.name}`;
}

function nameKey({ name, namespace }: { readonly name: string; readonly namespace: string }): string {
  return `${namespace}/${name}`;
}

function keyOf({ apiVersion, kind, name, namespace }: DecodedObject): string {
  return `${apiVersion.split('/')[0]} ${kind} ${namespace}/${name}`;
}

function isOurs({ apiVersion }: DecodedObject): boolean {
  return apiVersion.startsWith('signalbox/');
}

function fileWord(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-') || 'object';
}
