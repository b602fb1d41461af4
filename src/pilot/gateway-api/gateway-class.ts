import type { GatewayApiConfig } from './route-context.ts';

/** What a GatewayClass makes of its Gateways: an ordinary gateway, a waypoint, or nothing of Istio's. */
export type GatewayController = 'gateway' | 'waypoint' | 'none';

const controllers: Readonly<Record<string, GatewayController>> = {
  'istio.io/gateway-controller': 'gateway',
  'istio.io/mesh-controller': 'waypoint',
  'istio.io/unmanaged-gateway': 'none',
};
/** Classes that Istio knows without their GatewayClass (gatewaycommon/classinfo.go:GetBuiltinGatewayClasses). */
const builtin: Readonly<Record<string, GatewayController>> = {
  istio: 'gateway',
  'istio-waypoint': 'waypoint',
  'istio-remote': 'none',
};

/** Who runs the Gateways of a class; a class that is declared for another controller is none of Istio's, even if it is called `istio`. */
export function controllerOf({ others }: GatewayApiConfig, className: string): GatewayController {
  const declared = others.find(
    ({ apiVersion, kind, metadata }) =>
      kind === 'GatewayClass' && apiVersion.startsWith('gateway.networking.k8s.io/') && metadata.name === className,
  );
  const controller = declared ? controllerName(declared.spec) : '';
  return controllers[controller] ?? builtin[className] ?? 'none';
}

function controllerName(spec: unknown): string {
  const hasName = typeof spec === 'object' && spec !== null && 'controllerName' in spec;
  return hasName && typeof spec.controllerName === 'string' ? spec.controllerName : '';
}
