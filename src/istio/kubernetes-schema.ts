import type { FieldSchema } from './field-schema.ts';
import { groupOf } from './kinds.ts';

const string: FieldSchema = { type: 'string' };
const integer: FieldSchema = { type: 'integer' };
const boolean: FieldSchema = { type: 'boolean' };
const strings: FieldSchema = { type: 'array', items: string };
const stringMap: FieldSchema = { type: 'object', additionalProperties: string };

/** An object of which only these fields matter here; all others are kept as they are. */
function object(properties: Readonly<Record<string, FieldSchema>>): FieldSchema {
  return { type: 'object', open: true, properties };
}

function list(items: FieldSchema): FieldSchema {
  return { type: 'array', items };
}

const podSpec = object({
  containers: list(
    object({ name: string, ports: list(object({ name: string, containerPort: integer, protocol: string })) }),
  ),
  serviceAccountName: string,
});

const workload = object({
  replicas: integer,
  selector: object({ matchLabels: stringMap }),
  template: object({ metadata: object({ labels: stringMap, annotations: stringMap }), spec: podSpec }),
});

const schemas: Readonly<Record<string, FieldSchema>> = {
  '/Service': object({
    type: string,
    clusterIP: string,
    clusterIPs: strings,
    externalName: string,
    externalIPs: strings,
    selector: stringMap,
    publishNotReadyAddresses: boolean,
    ports: list(
      object({
        name: string,
        port: integer,
        protocol: string,
        targetPort: { intOrString: true },
        appProtocol: string,
        nodePort: integer,
      }),
    ),
  }),
  '/Pod': podSpec,
  'apps/Deployment': workload,
  'apps/StatefulSet': workload,
  'apps/DaemonSet': workload,
  'apps/ReplicaSet': workload,
};

/** The fields of the `spec` of one of Kubernetes' own kinds that routing rests on, or null; everything else in it passes untouched. */
export function kubernetesSpecSchema(apiVersion: string, kind: string): FieldSchema | null {
  return schemas[`${groupOf(apiVersion)}/${kind}`] ?? null;
}

/** The fields of a Pod's `status` that routing rests on. */
export const podStatusSchema: FieldSchema = object({
  phase: string,
  podIP: string,
  conditions: list(object({ type: string, status: string })),
});

const http = object({
  http1MaxPendingRequests: integer,
  http2MaxRequests: integer,
  maxRequestsPerConnection: integer,
  maxRetries: integer,
  idleTimeout: string,
});
const tcp = object({
  maxConnections: integer,
  connectTimeout: string,
  idleTimeout: string,
  maxConnectionDuration: string,
});

/** The fields of MeshConfig that routing rests on. */
export const meshConfigSchema: FieldSchema = object({
  outboundTrafficPolicy: object({ mode: string }),
  rootNamespace: string,
  trustDomain: string,
  connectTimeout: string,
  defaultServiceExportTo: strings,
  defaultVirtualServiceExportTo: strings,
  defaultDestinationRuleExportTo: strings,
  defaultHttpRetryPolicy: object({
    attempts: integer,
    perTryTimeout: string,
    retryOn: string,
    retryRemoteLocalities: boolean,
    backoff: string,
  }),
  defaultTrafficPolicy: object({ connectionPool: object({ http, tcp }), outlierDetection: object({}) }),
  pathNormalization: object({ normalization: string }),
  localityLbSetting: object({ enabled: boolean }),
});
