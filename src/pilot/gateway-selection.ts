import { hasLabels } from '../istio/labels.ts';
import type { ConfigObject, IstioConfig } from '../istio/config.ts';
import type { Gateway } from '../istio/gateway.ts';
import { byAge } from './config-age.ts';
import type { Omission } from './generate.ts';
import {
  DEPLOYED_GATEWAY,
  GATEWAY_SEMANTICS,
  GATEWAY_SERVICE,
  gatewayInText,
} from './gateway-api/gateway-semantics.ts';
import { resolveShortname } from '../istio/host.ts';
import type { Proxy } from './proxy.ts';
import { serviceTargetsOf, type ServiceTarget } from './service-targets.ts';

export type GatewayObject = ConfigObject<'Gateway', Gateway>;

/** A Gateway that the proxy serves. */
export type SelectedGateway = {
  readonly gateway: GatewayObject;
  /** The ports that the proxy listens on for a server's port; none: the Service in front of it does not have the port. */
  readonly listenPorts: (port: number) => readonly number[];
};

/** The Gateways that the proxy serves, oldest first, and those it passes over (istio-semantics R9.1, R9.14). */
export function selectGateways(
  config: IstioConfig,
  proxy: Proxy,
): { selected: SelectedGateway[]; omissions: Omission[] } {
  const targets = serviceTargetsOf(config, proxy);
  const gateways = config.gateways.toSorted(byAge);
  const matching = gateways.flatMap((gateway) => {
    const listenPorts = listenPortsOf(gateway, proxy, targets);
    return listenPorts ? { gateway, listenPorts } : [];
  });
  const selected = withoutForeign(matching);
  const chosen = new Set(selected.map(({ gateway }) => gateway));
  return { selected, omissions: gateways.filter((gateway) => !chosen.has(gateway)).map(notForThisCaller) };
}

/** Null: the Gateway is not for this proxy. */
function listenPortsOf(
  gateway: GatewayObject,
  proxy: Proxy,
  targets: readonly ServiceTarget[],
): SelectedGateway['listenPorts'] | null {
  const services = gateway.metadata.annotations[GATEWAY_SERVICE];
  if (services !== undefined) return behindServices(gateway, services.split(','), proxy, targets);
  const { selector } = gateway.spec;
  return !selector || hasLabels(proxy.labels, selector) ? (port) => [translated(port, targets)] : null;
}

/** The target port of the first Service that has the port, else the port itself (istio-semantics R9.2). */
function translated(port: number, targets: readonly ServiceTarget[]): number {
  return targets.find((target) => target.translates && target.port === port)?.targetPort ?? port;
}

/**
 * A converted Gateway belongs to the proxies behind its Services and listens where they lead. One that Istio deploys itself has such a Service even
 * where nobody wrote it down: its ports are the listeners' own, its proxies carry the Gateway's name.
 */
function behindServices(
  { metadata }: GatewayObject,
  services: readonly string[],
  proxy: Proxy,
  targets: readonly ServiceTarget[],
): SelectedGateway['listenPorts'] | null {
  if (metadata.namespace !== proxy.namespace) return null;
  const behind = targets.filter((target) => services.includes(resolveShortname(target.service, target.namespace)));
  if (behind.length > 0) {
    return (port) => [...new Set(behind.filter((target) => target.port === port).map(({ targetPort }) => targetPort))];
  }
  const deployed = metadata.annotations[DEPLOYED_GATEWAY];
  const isItsProxy = deployed !== undefined && proxy.labels['gateway.networking.k8s.io/gateway-name'] === deployed;
  return isItsProxy ? (port) => [port] : null;
}

/** Beside a Gateway that Istio deploys, Istio's own Gateways count in the same namespace alone (push_context.go:filterStrictGatewayMerging). */
function withoutForeign(selected: readonly SelectedGateway[]): SelectedGateway[] {
  const deployed = selected.filter(({ gateway }) => DEPLOYED_GATEWAY in gateway.metadata.annotations);
  const namespaces = new Set(deployed.map(({ gateway }) => gateway.metadata.namespace));
  if (namespaces.size === 0) return [...selected];
  return selected.filter(
    ({ gateway }) => GATEWAY_SEMANTICS in gateway.metadata.annotations || namespaces.has(gateway.metadata.namespace),
  );
}

function notForThisCaller({ metadata, source }: GatewayObject): Omission {
  const message = `Gateway ${metadata.namespace}/${gatewayInText(metadata.name)} does not select this proxy.`;
  return { source, reason: 'not-for-this-caller', message, culprit: null };
}
