import type { YamlStream } from '../yaml/stream.ts';
import { decode, type DecodedObject } from './decode.ts';

/** The first object that admission refuses in a text and did not refuse in the text before; null where there is none. Unchanged documents are not decoded anew. */
export function newlyRefused(before: YamlStream, after: YamlStream): DecodedObject | null {
  const known = new Set(refusedObjects(before).map(objectKey));
  return refusedObjects(after).find((object) => !known.has(objectKey(object))) ?? null;
}

/** `The cluster would refuse VirtualService shop/cart: …`, in admission's own words. */
export function refusalWords({ kind, namespace, name, refusedBy }: DecodedObject): string {
  return `The cluster would refuse ${kind} ${namespace}/${name}: ${refusedBy[0]?.message ?? ''}`;
}

function refusedObjects(stream: YamlStream): readonly DecodedObject[] {
  return decode(stream).objects.filter(({ refusedBy }) => refusedBy.length > 0);
}

function objectKey({ kind, namespace, name }: DecodedObject): string {
  return `${kind} ${namespace}/${name}`;
}
