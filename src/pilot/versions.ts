import type { RepeatedHeaderLines } from '../envoy/header-match.ts';
import type { IstioConfig } from '../istio/config.ts';

/**
 * The versions of Istio that can be asked for, each with the Envoy that it ships. 1.26, 1.28, 1.30 and the last were measured; what changed in between
 * is known from release notes (conformance/versions/README).
 */
export const istioVersions = ['1.26', '1.27', '1.28', '1.29', '1.30', '1.31', '1.32'] as const;
export type IstioVersion = (typeof istioVersions)[number];

/** The version that the measured cases come from. */
export const measuredVersion: IstioVersion = '1.32';

/** What routing does otherwise from a version on. */
const since = {
  /** The lines of a repeated header are compared one by one, no longer joined by a comma (Envoy 1.39, `match_headers_individually`). */
  headersLineByLine: '1.31',
  /** `http[].redirect.prefixRewrite` (istio #60385). */
  redirectPrefixRewrite: '1.31',
  /** `~namespace/host` among a Sidecar's egress hosts (istio #60139, #60581). */
  egressExclusions: '1.31',
  /** Virtual hosts answer to their name with a dot at the end (istio #56008). */
  absoluteDomains: '1.27',
  /** Hosts of VirtualServices are lower-cased before services are looked up (istio #56090). */
  lowerCaseHosts: '1.27',
} as const satisfies Readonly<Record<string, IstioVersion>>;

/** Whether a version already does something. */
export function hasRule(version: IstioVersion, rule: keyof typeof since): boolean {
  return istioVersions.indexOf(version) >= istioVersions.indexOf(since[rule]);
}

/** How the Envoy of a version compares a header that comes in several lines. */
export function repeatedHeaderLines(version: IstioVersion): RepeatedHeaderLines {
  return hasRule(version, 'headersLineByLine') ? 'each' : 'joined';
}

/**
 * The configuration as the API server and the webhook of a version let it through: a field that it does not know is cut off, and an object
 * that is no longer valid without it, or was refused for what it holds, takes no effect.
 */
export function admittedBy(version: IstioVersion, config: IstioConfig): IstioConfig {
  return {
    ...config,
    ...(!hasRule(version, 'redirectPrefixRewrite') && {
      virtualServices: config.virtualServices.map(withoutPrefixRewrite).filter(redirectsSomewhere),
    }),
    ...(!hasRule(version, 'egressExclusions') && { sidecars: config.sidecars.filter(excludesNothing) }),
  };
}

type VirtualServiceObject = IstioConfig['virtualServices'][number];

function withoutPrefixRewrite(object: VirtualServiceObject): VirtualServiceObject {
  const { http } = object.spec;
  if (!http?.some(({ redirect }) => redirect?.prefixRewrite !== undefined)) return object;
  const rules = http.map((rule) => {
    if (rule.redirect?.prefixRewrite === undefined) return rule;
    const { prefixRewrite: _, ...redirect } = rule.redirect;
    return { ...rule, redirect };
  });
  return { ...object, spec: { ...object.spec, http: rules } };
}

/** "redirect must specify URI, authority, scheme, or port" (pkg/config/validation: validateHTTPRedirect). */
function redirectsSomewhere({ spec }: VirtualServiceObject): boolean {
  return (spec.http ?? []).every(({ redirect }) => {
    const { uri, authority, scheme, port, derivePort } = redirect ?? { uri: '/' };
    return uri || authority || scheme || port !== undefined || derivePort !== undefined;
  });
}

/** `~/*`, nothing at all, is older than exclusions. */
function excludesNothing({ spec }: IstioConfig['sidecars'][number]): boolean {
  return (spec.egress ?? []).every(({ hosts }) => hosts.every((host) => !host.startsWith('~') || host === '~/*'));
}
