import type { Trace } from '../envoy/trace.ts';
import { nearestName } from '../istio/nearest-name.ts';
import { PASSTHROUGH_CLUSTER } from '../pilot/cluster-name.ts';
import { resolveShortname } from '../istio/host.ts';
import type { Proxy } from '../pilot/proxy.ts';
import type { PushContext } from '../pilot/push-context.ts';
import type { Basis } from './basis.ts';

/** What can be said of a request that leaves the mesh: who answers it nobody here knows, and often it was meant for somebody else. */
export function outsideBasis({ destinations }: Trace, { services }: PushContext, { namespace }: Proxy): Basis[] {
  const share = destinations.find(({ cluster }) => cluster === PASSTHROUGH_CLUSTER);
  if (!share) return [];
  const [, host = '', port = ''] = /^(.*?)(?::(\d+))?$/.exec(share.outcome.upstream?.authority ?? '') ?? [];
  const full = resolveShortname(host.toLowerCase(), namespace);
  const own = services.find(({ hostname }) => hostname === full || hostname.startsWith(`${full}.`));
  const named = own ? null : services.find(({ hostname }) => hostname.split('.')[0] === host);
  const names = new Set(services.map(({ hostname }) => hostname.split('.')[0] ?? hostname));
  const near = own || named ? null : nearestName(host.split('.')[0] ?? host, names);
  const why = own
    ? `${own.hostname} has no port ${port || '80'}`
    : named
      ? `${host} is no Service of namespace ${namespace}; ${named.hostname} is one`
      : `No Service and no ServiceEntry has the host ${host}${near ? ` (did you mean ${near}?)` : ''}`;
  const message = `${why}: the request goes to the address that was dialled, and what answers there, if anything, is not known here.`;
  return [{ kind: 'outside', message, source: own?.source ?? named?.source ?? null }];
}
