import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { ServerTLSSettings } from '../gateway.ts';
import type { IstioIngressListener } from '../sidecar.ts';
import { refusal, remark, type Problems } from './admission-problem.ts';
import { connectionPoolProblems } from './connection-pool-problems.ts';
import { isIpAddress } from './ip-address.ts';
import { portProblems } from './port-problems.ts';
import { isHttpName, isTlsName } from './protocol-names.ts';
import { serverTlsProblems } from './server-tls-problems.ts';
import { sidecarPortProblems } from './sidecar-port-problems.ts';
import { unixPathOf, unixPathProblems } from './unix-path-problems.ts';

/** What Istio refuses in the ingress listeners of a Sidecar (checks.md C-03..C-07). */
export function* ingressProblems(listeners: readonly IstioIngressListener[], path: YamlPath): Problems {
  const numbers = listeners.map(({ port }) => port.number);
  for (const [index, listener] of listeners.entries()) {
    const place = [...path, index];
    if (numbers.indexOf(listener.port.number) < index)
      yield refusal('webhook.ingress', [...place, 'port'], 'Two listeners are at the same port.');
    yield* listenerProblems(listener, place);
  }
}

function* listenerProblems(listener: IstioIngressListener, path: YamlPath): Problems {
  const { port, bind = '', defaultEndpoint = '', tls, connectionPool } = listener;
  const { protocol = '' } = port;
  yield* sidecarPortProblems(port, [...path, 'port']);
  yield* portProblems(port.number ?? 0, [...path, 'port', 'number']);
  if (bind !== '' && !isIpAddress(bind))
    yield refusal('webhook.bind', [...path, 'bind'], `\`${bind}\` is no IP address.`);
  if (defaultEndpoint !== '') yield* endpointProblems(defaultEndpoint, [...path, 'defaultEndpoint']);
  if (tls) {
    yield* ingressTlsProblems(tls, [...path, 'tls']);
    if (!isTlsName(protocol))
      yield refusal('webhook.tls', [...path, 'tls'], 'Only a port of protocol `HTTPS` or `TLS` speaks TLS.');
  }
  yield* connectionPoolProblems(connectionPool, [...path, 'connectionPool']);
  if (connectionPool?.http && !isHttpName(protocol)) {
    const message = 'The port is not of HTTP, so only the `tcp` settings apply.';
    yield remark('webhook.connection-pool', [...path, 'connectionPool', 'http'], message);
  }
}

const ownAddresses: ReadonlySet<string> = new Set(['', '127.0.0.1', '0.0.0.0', '::1', '::']);

/** Where the workload itself listens: a Unix socket, or a port of this pod (checks.md C-04). */
function* endpointProblems(endpoint: string, path: YamlPath): Problems {
  const socket = unixPathOf(endpoint);
  if (socket !== null) {
    yield* unixPathProblems(socket, path);
    return;
  }
  const [, inBrackets, plain = '', port = ''] = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:]*)$/.exec(endpoint) ?? [];
  const isOwn = ownAddresses.has(inBrackets ?? plain);
  if (!isOwn || !/^[-+]?\d+$/.test(port))
    yield refusal('webhook.endpoint', path, 'An endpoint here is `127.0.0.1:port`, `0.0.0.0:port` or `unix:///path`.');
  else yield* portProblems(Number(port), path);
}

function* ingressTlsProblems(tls: ServerTLSSettings, path: YamlPath): Problems {
  for (const field of ['subjectAltNames', 'credentialName', 'credentialNames', 'tlsCertificates'] as const)
    if (tls[field]?.length)
      yield { ...refusal('webhook.tls', [...path, field], `A Sidecar has no \`${field}\`.`), at: 'key' };
  if (tls.httpsRedirect) yield refusal('webhook.tls', [...path, 'httpsRedirect'], 'A Sidecar does not redirect.');
  if (tls.mode === 'ISTIO_MUTUAL' || tls.mode === 'AUTO_PASSTHROUGH')
    yield refusal('webhook.tls', [...path, 'mode'], `A Sidecar has no mode \`${tls.mode}\`.`);
  yield* serverTlsProblems(tls, path);
}
