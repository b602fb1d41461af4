import type { ProxyConfig } from '../envoy/config.ts';
import type { Source } from '../istio/source.ts';
import type { Proxy } from './proxy.ts';
import type { PushContext } from './push-context.ts';

/** Something that istiod left out for this proxy, and why. `culprit` is what stood in the way. */
export type Omission = {
  readonly source: Source;
  readonly reason:
    | 'not-for-this-caller'
    | 'other-gateway'
    | 'not-exported'
    | 'host-owned-by-other'
    | 'after-catch-all'
    | 'no-routes-left'
    | 'delegate-missing'
    | 'delegate-conflict'
    | 'port'
    | 'not-imported'
    | 'destination-rule-passed-over'
    | 'server-conflict'
    | 'duplicate'
    | 'invalid'
    | 'protocol';
  readonly message: string;
  readonly culprit: Source | null;
};

export type Generated = {
  readonly config: ProxyConfig;
  readonly omissions: readonly Omission[];
  /** The DestinationRules that shaped clusters, by cluster name. */
  readonly destinationRules: ReadonlyMap<string, readonly Source[]>;
};

/** istiod's job: the configuration of one proxy. Pure; never throws on decoded configuration. */
export declare function generateProxyConfig(push: PushContext, proxy: Proxy): Generated;
