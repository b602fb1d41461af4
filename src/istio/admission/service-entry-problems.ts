import type { ServiceEntry } from '../service-entry.ts';
import { refusal, remark, type Problems } from './admission-problem.ts';
import { fqdnProblem, isDnsLabel, wildcardDomainProblem } from './dns-names.ts';
import { exportToProblems } from './export-to-problems.ts';
import { subnetProblems } from './l4-route-problems.ts';
import { portProblems } from './port-problems.ts';
import { isHttpName, isProtocolName, isTcpName, isTlsName } from './protocol-names.ts';
import { selectorProblems } from './selector-problems.ts';
import type { WebhookMetadata } from './webhook-metadata.ts';
import { dnsEndpointProblems, staticEndpointProblems } from './workload-entry-problems.ts';

/** What Istio's webhook says to a ServiceEntry (checks.md A.7c, val.go:ValidateServiceEntry). The schema has refused a part of it before. */
export function* serviceEntryProblems(spec: ServiceEntry, metadata: WebhookMetadata): Problems {
  const { addresses = [], resolution = 'NONE', workloadSelector } = spec;
  if (workloadSelector) yield* selectorProblems(workloadSelector.labels, ['spec', 'workloadSelector']);
  yield* hostProblems(spec);
  for (const [index, address] of addresses.entries()) yield* subnetProblems(address, ['spec', 'addresses', index]);
  yield* servicePortProblems(spec, metadata);
  if (resolution === 'NONE' && workloadSelector)
    yield remark('webhook.selector', ['spec', 'workloadSelector'], 'With `resolution: NONE` nothing is selected.');
  if (resolution === 'STATIC') yield* staticProblems(spec);
  if (resolution === 'DNS' || resolution === 'DNS_ROUND_ROBIN') yield* dnsProblems(spec);
  if (resolution === 'DYNAMIC_DNS') yield* dynamicDnsProblems(spec, metadata);
  yield* severalHostsProblems(spec);
  const rules = { namespace: metadata.namespace, allowsNone: true, ownNamespaceOnly: false };
  yield* exportToProblems(spec.exportTo, ['spec', 'exportTo'], rules);
}

function* hostProblems({ hosts, resolution }: ServiceEntry): Problems {
  for (const [index, host] of hosts.entries()) {
    const path = ['spec', 'hosts', index];
    const problem = wildcardDomainProblem(host);
    if (problem) yield refusal('webhook.host', path, problem);
    if (resolution !== 'DYNAMIC_DNS' && host.includes('*') && !host.startsWith('*.'))
      yield remark('webhook.host', path, 'A `*` stands for whole parts only: `*.example.com`.');
  }
}

function* servicePortProblems(
  { ports = [], addresses, resolution = 'NONE' }: ServiceEntry,
  { labels }: WebhookMetadata,
): Problems {
  const optsOut = labels['networking.istio.io/enable-autoallocate-ip']?.toLowerCase() === 'false';
  const hasNoAddress = !addresses?.length && (resolution === 'NONE' || optsOut);
  for (const [index, { name, number, protocol = '', targetPort }] of ports.entries()) {
    const path = ['spec', 'ports', index];
    if (targetPort) yield* portProblems(targetPort, [...path, 'targetPort']);
    if (hasNoAddress && (protocol === '' || protocol === 'TCP'))
      yield remark(
        'webhook.addresses',
        path,
        'A TCP port needs `addresses`: without them its traffic is not recognised.',
      );
    if (!isDnsLabel(name)) yield refusal('webhook.port', [...path, 'name'], `\`${name}\` is no name of a port.`);
    if (protocol !== '' && !isProtocolName(protocol))
      yield refusal('webhook.protocol', [...path, 'protocol'], `\`${protocol}\` is no protocol that Istio knows.`);
    yield* portProblems(number, [...path, 'number']);
  }
}

function* staticProblems({ endpoints = [], ports = [] }: ServiceEntry): Problems {
  const names = new Set(ports.map(({ name }) => name));
  for (const [index, endpoint] of endpoints.entries())
    yield* staticEndpointProblems(endpoint, ['spec', 'endpoints', index], names);
}

function* dnsProblems({ hosts, addresses = [], endpoints = [], ports = [] }: ServiceEntry): Problems {
  const unresolvable = endpoints.length > 0 ? -1 : hosts.findIndex((host) => fqdnProblem(host) !== null);
  if (unresolvable >= 0) {
    const message = 'DNS cannot resolve this host; name `endpoints`, or use another `resolution`.';
    yield refusal('webhook.host', ['spec', 'hosts', unresolvable], message);
  }
  const names = new Set(ports.map(({ name }) => name));
  for (const [index, endpoint] of endpoints.entries())
    yield* dnsEndpointProblems(endpoint, ['spec', 'endpoints', index], names);
  if (addresses.length > 0 && hosts.length > 1 && ports.some(({ protocol = '' }) => isTcpName(protocol)))
    yield remark('webhook.host', ['spec', 'hosts'], 'With addresses and a TCP port there should be one host only.');
}

const dynamicProtocols: ReadonlySet<string> = new Set(['http', 'tls', 'grpc', 'http2']);

function* dynamicDnsProblems(spec: ServiceEntry, { labels }: WebhookMetadata): Problems {
  const { hosts, ports = [], location } = spec;
  const refuse = (path: readonly (string | number)[], message: string) =>
    refusal('webhook.dynamic-dns', ['spec', ...path], message);
  for (const [index, host] of hosts.entries())
    if (!host.startsWith('*')) yield refuse(['hosts', index], 'With `DYNAMIC_DNS` every host starts with `*`.');
  for (const field of ['addresses', 'endpoints'] as const)
    if (spec[field]?.length) yield refuse([field], `With \`DYNAMIC_DNS\` there are no \`${field}\`.`);
  for (const [index, { protocol = '' }] of ports.entries())
    if (!dynamicProtocols.has(protocol.toLowerCase()))
      yield refuse(['ports', index], 'With `DYNAMIC_DNS` a port is `HTTP`, `HTTP2`, `GRPC` or `TLS`.');
  const waypoint = labels['istio.io/use-waypoint'] ?? '';
  if (location === 'MESH_INTERNAL' && waypoint !== '' && waypoint.toLowerCase() !== 'none')
    yield refuse(['location'], 'Behind a waypoint `DYNAMIC_DNS` is for `MESH_EXTERNAL` only.');
}

/** Bytes without a name cannot tell several hosts apart (checks.md S-13). */
function* severalHostsProblems({ hosts, ports = [], resolution = 'NONE' }: ServiceEntry): Problems {
  if (resolution === 'NONE' || hosts.length < 2) return;
  const index = ports.findIndex(({ protocol = '' }) => !isHttpName(protocol) && !isTlsName(protocol));
  if (index < 0) return;
  const message = 'Several hosts need ports of HTTP or TLS, since nothing else tells the hosts apart.';
  yield refusal('webhook.host', ['spec', 'ports', index], message);
}
