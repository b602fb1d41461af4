import { parseStream } from '../yaml/stream.ts';
import { meshConfigSchema } from './kubernetes-schema.ts';
import type { MeshConfig } from './mesh-config.ts';
import { isObject, sanitize } from './sanitize.ts';

/** The mesh settings of a mesh ConfigMap (`data.mesh` holds YAML) or an IstioOperator; null for any other object. */
export function readMeshConfig(kind: string, value: Record<string, unknown>): MeshConfig | null {
  const settings = meshSettings(kind, value);
  return isObject(settings) ? (sanitize(settings, meshConfigSchema).value as MeshConfig) : null;
}

function meshSettings(kind: string, value: Record<string, unknown>): unknown {
  if (kind === 'IstioOperator' || kind === 'Istio') {
    const spec = isObject(value['spec']) ? value['spec'] : {};
    const values = isObject(spec['values']) ? spec['values'] : {};
    return spec['meshConfig'] ?? values['meshConfig'];
  }
  if (kind !== 'ConfigMap' || !isObject(value['data'])) return null;
  const mesh = value['data']['mesh'];
  return typeof mesh === 'string' ? parseStream(mesh).documents[0]?.value : null;
}
