import { newGateway } from '../edits/new-objects.ts';
import type { ConfigObject, IstioConfig } from '../istio/config.ts';
import { groupByEach } from '../istio/group-by.ts';
import { nearestName } from '../istio/nearest-name.ts';
import { sourceInside } from '../istio/source.ts';
import type { VirtualService } from '../istio/virtual-service.ts';
import { MESH_GATEWAY, withFullNames } from '../pilot/virtual-service-names.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';

type VirtualServiceObject = ConfigObject<'VirtualService', VirtualService>;

/** Gateways that a VirtualService binds to and that nothing declares: its rules are never used there (IST0101). */
export function missingGateways(config: IstioConfig): Finding[] {
  const known = new Set(
    [...config.gateways, ...config.kubernetesGateways].map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  );
  const bound = config.virtualServices.map((object) => ({
    object,
    gateways: withFullNames(object).spec.gateways ?? [],
  }));
  const byGateway = groupByEach(bound, ({ gateways }) => gateways);
  return bound.flatMap(({ object, gateways }) =>
    gateways.flatMap((gateway, index) =>
      gateway === MESH_GATEWAY || known.has(gateway)
        ? []
        : [missingGateway({ object, gateway, index, askedFor: hostsOf(byGateway.get(gateway) ?? []) }, known)],
    ),
  );
}

type Bound = { readonly object: VirtualServiceObject; readonly gateways: readonly string[] };

function hostsOf(bound: readonly Bound[]): readonly string[] {
  return [...new Set(bound.flatMap(({ object }) => object.spec.hosts ?? []))];
}

type MissingGateway = {
  readonly object: VirtualServiceObject;
  readonly gateway: string;
  /** Its place among the object's gateways. */
  readonly index: number;
  /** The hosts of all objects that name it. */
  readonly askedFor: readonly string[];
};

function missingGateway(
  { object: { source }, gateway, index, askedFor }: MissingGateway,
  known: ReadonlySet<string>,
): Finding {
  const [namespace = '', name = ''] = gateway.split('/');
  const meant = [...known].find((full) => full.endsWith(`/${name}`)) ?? nearestName(gateway, known);
  const advice = meant ? ` Do you mean \`${meant}\`?` : '';
  const field = ['spec', 'gateways', index];
  return makeFinding({
    code: 'reference.gateway',
    // Who pastes a VirtualService alone has its Gateway somewhere else.
    severity: known.size > 0 ? 'error' : 'warning',
    message: `There is no Gateway \`${gateway}\`, so these rules are not used there.${advice}`,
    source: sourceInside(source, ...field),
    fixes: [
      ...(meant
        ? [{ label: `Write ${meant}`, edit: { type: 'setField', object: source, field, value: meant } as const }]
        : []),
      {
        label: 'Create the Gateway',
        edit: { type: 'addDocument', value: newGateway(name, namespace, askedFor) },
      },
    ],
  });
}
