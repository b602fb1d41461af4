import type { ConfigObject } from '../istio/config.ts';
import { sourceInside } from '../istio/source.ts';
import type { VirtualService } from '../istio/virtual-service.ts';
import { withFullNames } from '../pilot/virtual-service-names.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';

/**
 * Match entries for gateways that the VirtualService itself is not bound to: only its own `gateways` count, so they match nothing (checks.md F-12).
 * A delegate is bound by its root, which nobody can tell here.
 */
export function unboundMatchGateways(object: ConfigObject<'VirtualService', VirtualService>): Finding[] {
  const { source, spec } = object;
  if (!spec.hosts?.length) return [];
  const full = withFullNames(object).spec;
  const bound = new Set(full.gateways);
  return (['http', 'tls', 'tcp'] as const).flatMap((protocol) =>
    (full[protocol] ?? []).flatMap(({ match = [] }, rule) =>
      match.flatMap(({ gateways = [] }, entry) =>
        gateways.flatMap((gateway, index) =>
          bound.has(gateway)
            ? []
            : [
                makeFinding({
                  code: 'reference.unbound-gateway',
                  severity: 'warning',
                  message: `This VirtualService is not bound to \`${gateway}\`, so nothing is matched for it here; name it in \`spec.gateways\` too.`,
                  source: sourceInside(source, 'spec', protocol, rule, 'match', entry, 'gateways', index),
                  fixes: [
                    {
                      label: `Bind to ${gateway}`,
                      edit: {
                        type: 'setField',
                        object: source,
                        field: ['spec', 'gateways'],
                        value: [...(spec.gateways ?? ['mesh']), gateway],
                      },
                    },
                  ],
                }),
              ],
        ),
      ),
    ),
  );
}
