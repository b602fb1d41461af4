import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { WebhookMetadata } from './webhook-metadata.ts';
import type { Gateway, Server } from '../gateway.ts';
import { refusal, remark, type Problems } from './admission-problem.ts';
import { isDnsLabel } from './dns-names.ts';
import { isIpAddress } from './ip-address.ts';
import { portProblems } from './port-problems.ts';
import { isHttpName, isProtocolName, isTlsName } from './protocol-names.ts';
import { gatewayHostProblems } from './scoped-host-problems.ts';
import { serverTlsProblems } from './server-tls-problems.ts';
import { unixPathOf, unixPathProblems } from './unix-path-problems.ts';

/** What Istio's webhook says to a Gateway of its own API (checks.md A.7b, val.go:ValidateGateway). */
export function* gatewayProblems({ servers = [] }: Gateway, { name, annotations }: WebhookMetadata): Problems {
  // What Istio makes of a Gateway of the Gateway API has names and scopes that no person could give.
  const isInternal = annotations['internal.istio.io/gateway-semantics'] === 'gateway';
  if (!isInternal && !isDnsLabel(name))
    yield refusal('webhook.name', ['metadata', 'name'], `\`${name}\` is no name of a Gateway: it cannot hold dots.`);
  if (servers.length === 0) yield refusal('webhook.servers', ['spec'], 'A Gateway needs at least one server.');
  const isScope = (scope: string) =>
    scope === '*' || scope === '.' || (isInternal && scope === '~') || isDnsLabel(scope);
  const portNames = servers.map(({ port }) => port.name);
  for (const [index, server] of servers.entries()) {
    const path = ['spec', 'servers', index];
    yield* serverProblems(server, path, isScope);
    if (portNames.indexOf(server.port.name) < index)
      yield refusal('webhook.port', [...path, 'port', 'name'], `Two ports have the name \`${server.port.name}\`.`);
    if (server.tls?.httpsRedirect && !isHttpName(server.port.protocol))
      yield remark('webhook.tls', [...path, 'tls', 'httpsRedirect'], 'Only a server of protocol `HTTP` can redirect.');
  }
}

function* serverProblems(server: Server, path: YamlPath, isScope: (scope: string) => boolean): Problems {
  const { hosts, tls } = server;
  if (hosts.length === 0) yield refusal('webhook.host', [...path, 'hosts'], 'A server needs at least one host.');
  for (const [index, host] of hosts.entries()) yield* gatewayHostProblems(host, [...path, 'hosts', index], isScope);
  const ofPort = [...serverPortProblems(server, [...path, 'port'])];
  yield* ofPort;
  yield* bindProblems(server, path);
  yield* serverTlsProblems(tls, [...path, 'tls']);
  if (ofPort.length === 0) yield* presenceOfTlsProblems(server, path);
}

function* serverPortProblems({ port, bind = '' }: Server, path: YamlPath): Problems {
  if (!isProtocolName(port.protocol))
    yield refusal('webhook.protocol', [...path, 'protocol'], `\`${port.protocol}\` is no protocol that Istio knows.`);
  if (port.number > 0 || unixPathOf(bind) === null) yield* portProblems(port.number, [...path, 'number']);
  if (port.targetPort) {
    const message = 'A port of a Gateway has no `targetPort`.';
    yield { ...refusal('webhook.port', [...path, 'targetPort'], message), at: 'key' };
  }
  if (port.name === '') yield refusal('webhook.port', [...path, 'name'], 'A port needs a name.');
}

function* bindProblems({ port, bind = '' }: Server, path: YamlPath): Problems {
  const place = [...path, 'bind'];
  const socket = unixPathOf(bind);
  if (socket === null) {
    if (bind !== '' && !isIpAddress(bind)) yield refusal('webhook.bind', place, `\`${bind}\` is no IP address.`);
    return;
  }
  yield* unixPathProblems(socket, place);
  if (port.number !== 0) yield refusal('webhook.bind', place, 'At a Unix socket the number of the port is 0.');
}

/** Servers of TLS need settings, all others have none; an HTTP server may redirect (checks.md G-08..G-10). */
function* presenceOfTlsProblems({ port: { protocol }, tls }: Server, path: YamlPath): Problems {
  if (isTlsName(protocol)) {
    if (!tls) yield refusal('webhook.tls', path, `A server of protocol \`${protocol}\` needs \`tls\`.`);
    return;
  }
  if (!tls) return;
  const { mode = 'PASSTHROUGH', caCertificates, privateKey, serverCertificate } = tls;
  const passesThrough = mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH';
  if (isHttpName(protocol) && passesThrough && !caCertificates && !privateKey && !serverCertificate) return;
  yield refusal('webhook.tls', [...path, 'tls'], `A server of protocol \`${protocol}\` does not speak TLS.`);
}
