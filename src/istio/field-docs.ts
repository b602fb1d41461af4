import type { YamlPath } from '../yaml/yaml-path.ts';
import { destinationRule } from './field-docs/destination-rule.ts';
import type { FieldDoc, FieldDocs } from './field-docs/field-doc.ts';
import { gateway } from './field-docs/gateway.ts';
import { serviceEntry, workloadEntry } from './field-docs/service-entry.ts';
import { sidecar } from './field-docs/sidecar.ts';
import { virtualService } from './field-docs/virtual-service.ts';
import { groupOf } from './kinds.ts';

const kinds: Readonly<Record<string, FieldDocs>> = {
  VirtualService: virtualService,
  DestinationRule: destinationRule,
  Gateway: gateway,
  ServiceEntry: serviceEntry,
  WorkloadEntry: workloadEntry,
  Sidecar: sidecar,
};

/**
 * What a field of one of Istio's kinds is for, in one sentence, with names in back quotes; null for fields and kinds that nobody has described.
 * `path` is the field's inside `spec`; an entry of a list or of a mapping is described as the field that holds it.
 */
export function fieldDoc(apiVersion: string, kind: string, path: YamlPath): string | null {
  const root = groupOf(apiVersion) === 'networking.istio.io' ? kinds[kind] : undefined;
  if (!root) return null;
  let doc: FieldDoc = { doc: '', fields: root };
  for (const step of path) {
    if (typeof step === 'number' || typeof doc === 'string') continue;
    if ('entries' in doc) {
      doc = { doc: doc.doc, fields: doc.entries };
      continue;
    }
    const inside: FieldDoc | undefined = Object.hasOwn(doc.fields, step) ? doc.fields[step] : undefined;
    if (inside === undefined) return null;
    doc = inside;
  }
  const sentence = typeof doc === 'string' ? doc : doc.doc;
  return sentence === '' ? null : sentence;
}
