import type { Cluster, ClusterLoadAssignment, LoadAssignment } from '../config.ts';
import { given, json, jsonList, number, oneOf, optionalJson, text, type Json } from './json-fields.ts';
import type { Unmodelled } from './unmodelled.ts';

const types = ['STATIC', 'STRICT_DNS', 'LOGICAL_DNS', 'EDS', 'ORIGINAL_DST', 'DYNAMIC_FORWARD_PROXY'] as const;
const policies = ['ROUND_ROBIN', 'LEAST_REQUEST', 'RANDOM', 'RING_HASH', 'MAGLEV', 'CLUSTER_PROVIDED'] as const;

/** A cluster of a dump, with the endpoints that stand in it. */
export function readCluster(value: Json, unmodelled: Unmodelled): Cluster {
  const custom = text(json(value['clusterType'])['name']);
  const panic = optionalJson(json(value['commonLbConfig'])['healthyPanicThreshold']);
  const thresholds = jsonList(json(value['circuitBreakers'])['thresholds']);
  const cluster: Cluster = given({
    name: text(value['name']) ?? '',
    type: custom?.endsWith('dynamic_forward_proxy') ? 'DYNAMIC_FORWARD_PROXY' : oneOf(value['type'], types),
    connectTimeout: text(value['connectTimeout']),
    lbPolicy: oneOf(value['lbPolicy'], policies),
    circuitBreakers:
      thresholds.length === 0
        ? undefined
        : {
            thresholds: thresholds.map((threshold) =>
              given({
                maxConnections: number(threshold['maxConnections']),
                maxPendingRequests: number(threshold['maxPendingRequests']),
                maxRequests: number(threshold['maxRequests']),
                maxRetries: number(threshold['maxRetries']),
              }),
            ),
          },
    outlierDetection: optionalJson(value['outlierDetection']),
    commonLbConfig: panic && { healthyPanicThreshold: given({ value: number(panic['value']) }) },
    loadAssignment: readLoadAssignment(value),
  });
  if (custom !== undefined && cluster.type !== 'DYNAMIC_FORWARD_PROXY')
    unmodelled.add(cluster, `cluster.clusterType ${custom}`);
  return cluster;
}

/** Before `loadAssignment` there were `hosts`. */
function readLoadAssignment(value: Json): LoadAssignment | undefined {
  const assignment = optionalJson(value['loadAssignment']);
  const groups = assignment
    ? jsonList(assignment['endpoints']).map((group) => jsonList(group['lbEndpoints']))
    : [jsonList(value['hosts']).map((address) => ({ endpoint: { address } }))];
  const lbEndpoints = groups.map((group) => group.flatMap(readEndpoint));
  if (!assignment && lbEndpoints.flat().length === 0) return undefined;
  return { clusterName: text(value['name']) ?? '', endpoints: lbEndpoints.map((group) => ({ lbEndpoints: group })) };
}

function readEndpoint(value: Json): LoadAssignment['endpoints'][number]['lbEndpoints'] {
  const address = json(json(value['endpoint'])['address']);
  const socket = optionalJson(address['socketAddress']);
  // A pipe or an internal listener is an endpoint as well.
  const place =
    text(json(address['pipe'])['path']) ?? text(json(address['envoyInternalAddress'])['serverListenerName']);
  if (!socket && place === undefined) return [];
  const socketAddress = {
    address: text(socket?.['address']) ?? place ?? '',
    portValue: number(socket?.['portValue']) ?? 0,
  };
  const status = text(value['healthStatus']);
  const healthStatus = isUnhealthy(status) ? 'UNHEALTHY' : status;
  return [given({ endpoint: { address: { socketAddress } }, healthStatus })];
}

/** Hosts that drain or did not answer in time get no new requests (Envoy: HostUtility::healthFlags, core.HealthStatus). */
function isUnhealthy(status: string | undefined): boolean {
  return status === 'UNHEALTHY' || status === 'DRAINING' || status === 'TIMEOUT';
}

/** The endpoints of one service as EDS sent them. */
export function readEndpoints(value: Json): ClusterLoadAssignment {
  return {
    cluster: text(value['clusterName']) ?? '',
    groups: jsonList(value['endpoints']).map((group) =>
      given({
        priority: number(group['priority']),
        hosts: jsonList(group['lbEndpoints'])
          .flatMap(readEndpoint)
          .map(({ endpoint, healthStatus }) => {
            const { address, portValue } = endpoint.address.socketAddress;
            return `${address}:${portValue}${healthStatus === 'UNHEALTHY' ? ' UNHEALTHY' : ''}`;
          }),
      }),
    ),
  };
}
