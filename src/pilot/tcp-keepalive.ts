import type { ConnectionPoolSettings } from '../istio/destination-rule.ts';
import { protobufDuration } from './duration.ts';

type TcpKeepalive = NonNullable<NonNullable<ConnectionPoolSettings['tcp']>['tcpKeepalive']>;

/** Envoy's connection options for TCP keepalive, in whole seconds; null where none is asked for (cluster.go:setKeepAliveSettings). */
export function keepalive(settings: TcpKeepalive | undefined): object | null {
  if (!settings) return null;
  const { probes = 0, time, interval } = settings;
  return {
    tcpKeepalive: {
      ...(probes > 0 && { keepaliveProbes: probes }),
      ...(time !== undefined && { keepaliveTime: seconds(time) }),
      ...(interval !== undefined && { keepaliveInterval: seconds(interval) }),
    },
  };
}

function seconds(duration: string): number {
  return Number.parseInt(protobufDuration(duration) ?? '0', 10);
}
