import type { IstioConfig } from '../istio/config.ts';
import { sourceInside } from '../istio/source.ts';
import type { Finding } from './finding.ts';

/** Gateways that a VirtualService binds to and that nothing declares: its rules are never used there. */
export function missingGateways(config: IstioConfig): Finding[] {
  const known = new Set([
    ...config.gateways.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
    ...config.kubernetesGateways.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  ]);
  return config.virtualServices.flatMap(({ metadata, spec, source }) =>
    (spec.gateways ?? []).flatMap((gateway, index): Finding[] => {
      if (gateway === 'mesh') return [];
      const [namespace, name] = gateway.includes('/') ? gateway.split('/') : [metadata.namespace, gateway];
      if (known.has(`${namespace}/${name}`)) return [];
      const elsewhere = [...known].find((full) => full.endsWith(`/${name}`));
      const advice = elsewhere ? ` There is one in another namespace: write \`${elsewhere}\`.` : '';
      return [
        {
          code: 'reference.gateway',
          severity: 'error',
          message: `There is no Gateway \`${namespace}/${name}\`, so these rules are not used there.${advice}`,
          source: sourceInside(source, 'spec', 'gateways', index),
          at: 'value',
          range: null,
          related: [],
          fixes: elsewhere
            ? [
                {
                  label: `Write ${elsewhere}`,
                  edit: { type: 'setField', object: source, field: ['spec', 'gateways', index], value: elsewhere },
                },
              ]
            : [],
        },
      ];
    }),
  );
}
