import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { ConnectionPoolSettings } from '../destination-rule.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { durationProblems, goDuration } from './duration-problems.ts';

const httpLimits = [
  'http1MaxPendingRequests',
  'http2MaxRequests',
  'maxRequestsPerConnection',
  'maxRetries',
  'maxConcurrentStreams',
] as const;

/** A connection pool that Istio refuses (checks.md D-08..D-12, val.go:validateConnectionPool). */
export function* connectionPoolProblems(pool: ConnectionPoolSettings | undefined, path: YamlPath): Problems {
  if (!pool) return;
  const { http, tcp } = pool;
  if (!http && !tcp)
    yield refusal('webhook.connection-pool', path, 'A connection pool needs `tcp` or `http` settings.');
  if (http) yield* httpProblems(http, [...path, 'http']);
  if (tcp) yield* tcpProblems(tcp, [...path, 'tcp']);
}

function* httpProblems(http: NonNullable<ConnectionPoolSettings['http']>, path: YamlPath): Problems {
  for (const field of httpLimits) yield* limitProblems(http[field], [...path, field]);
  yield* durationProblems(http.idleTimeout, [...path, 'idleTimeout']);
  if (http.h2UpgradePolicy === 'UPGRADE' && http.useClientProtocol) {
    const message = '`useClientProtocol` cannot go with `h2UpgradePolicy: UPGRADE`.';
    yield refusal('webhook.connection-pool', [...path, 'useClientProtocol'], message);
  }
  const { http2KeepAlive } = http;
  if (!http2KeepAlive) return;
  for (const field of ['interval', 'timeout'] as const) {
    const place = [...path, 'http2KeepAlive'];
    if (http2KeepAlive[field] === undefined)
      yield refusal('webhook.connection-pool', place, `\`http2KeepAlive\` needs \`${field}\`.`);
    yield* durationProblems(http2KeepAlive[field], [...place, field]);
  }
}

function* tcpProblems(tcp: NonNullable<ConnectionPoolSettings['tcp']>, path: YamlPath): Problems {
  yield* limitProblems(tcp.maxConnections, [...path, 'maxConnections']);
  for (const field of ['connectTimeout', 'maxConnectionDuration'] as const)
    yield* durationProblems(tcp[field], [...path, field]);
  // Less than a millisecond, zero above all, switches the timeout off.
  const idle = goDuration(tcp.idleTimeout ?? '');
  if (idle === null || Math.trunc(idle / 1e6) !== 0) yield* durationProblems(tcp.idleTimeout, [...path, 'idleTimeout']);
  for (const field of ['time', 'interval'] as const)
    yield* durationProblems(tcp.tcpKeepalive?.[field], [...path, 'tcpKeepalive', field]);
}

function* limitProblems(limit: number | undefined, path: YamlPath): Problems {
  if (limit !== undefined && limit < 0) yield refusal('webhook.connection-pool', path, 'A limit cannot be negative.');
}
