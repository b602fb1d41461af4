import { admissionErrors } from '../istio/admission/admission-errors.ts';
import { unknownEnvelopeFields } from '../istio/admission/unknown-envelope-fields.ts';
import type { Decoded, DecodedObject } from '../istio/decode.ts';
import { didYouMean, nearestName } from '../istio/nearest-name.ts';
import { isObject } from '../istio/sanitize.ts';
import { kindSchema } from '../istio/schema.ts';
import { sourceInside, sourceValue } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';
import { unknownFieldFixes } from './unknown-field-fixes.ts';

/** Kinds that Istio's group does not have, and fields beside `spec` and in `metadata` that no custom resource has (checks.md M-01, M-03). */
export function envelopeFindings(stream: YamlStream, { objects }: Decoded): Finding[] {
  return objects.flatMap((object) => {
    const value = sourceValue(stream.documents, object.source);
    if (!isObject(value)) return [];
    if (!object.modelled) return unknownKind(object, value);
    return kindSchema(object.apiVersion, object.kind) ? unknownFields(stream, object, value) : [];
  });
}

function unknownKind({ apiVersion, kind, source }: DecodedObject, value: Record<string, unknown>): Finding[] {
  return admissionErrors(kind, apiVersion, value['metadata'], value['spec'])
    .filter(({ code }) => code === 'webhook.kind')
    .map(({ code, severity, message, path, at }) =>
      makeFinding({ code, severity, message, source: sourceInside(source, ...path), at }),
    );
}

function unknownFields(stream: YamlStream, { source }: DecodedObject, value: Record<string, unknown>): Finding[] {
  return unknownEnvelopeFields(value).map(({ path, known }) => {
    const name = String(path.at(-1));
    const place = sourceInside(source, ...path);
    const nearest = nearestName(name, known);
    return makeFinding({
      code: 'schema.unknown-field',
      severity: 'warning',
      message: `\`${name}\` is no field that belongs here; the API server drops it.${didYouMean(nearest)}`,
      source: place,
      at: 'key',
      fixes: unknownFieldFixes(stream, place, nearest),
    });
  });
}
