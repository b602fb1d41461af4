import type { ConnectionPoolSettings, OutlierDetection } from './destination-rule.ts';
import type { HTTPRetry } from './virtual-service.ts';

/** The part of Istio's MeshConfig that routing rests on; absent fields mean Istio's defaults (istio-semantics 0.2). */
export type MeshConfig = {
  outboundTrafficPolicy?: { mode?: 'REGISTRY_ONLY' | 'ALLOW_ANY' | 'ALLOW_ANY_DYNAMIC_DNS' };
  rootNamespace?: string;
  trustDomain?: string;
  connectTimeout?: string;
  defaultServiceExportTo?: string[];
  defaultVirtualServiceExportTo?: string[];
  defaultDestinationRuleExportTo?: string[];
  defaultHttpRetryPolicy?: HTTPRetry;
  defaultTrafficPolicy?: { connectionPool?: ConnectionPoolSettings; outlierDetection?: OutlierDetection };
  pathNormalization?: { normalization?: 'DEFAULT' | 'NONE' | 'BASE' | 'MERGE_SLASHES' | 'DECODE_AND_MERGE_SLASHES' };
  localityLbSetting?: { enabled?: boolean };
  [field: string]: unknown;
};
