import type {
  CorsPolicy,
  FractionalPercent,
  HeaderValueOption,
  HTTPFault,
  RedirectAction,
  RequestMirrorPolicy,
  RetryPolicy,
  RouteAction,
  WeightedCluster,
} from '../config.ts';
import { flag, given, json, jsonList, number, oneOf, optionalJson, text, textList, type Json } from './json-fields.ts';
import { readStringMatcher } from './read-route-match.ts';

/** The fields of a route's action that are followed, or that change nothing of what is answered here. */
export const actionFields: ReadonlySet<string> = new Set([
  'cluster',
  'weightedClusters',
  'clusterNotFoundResponseCode',
  'prefixRewrite',
  'regexRewrite',
  'hostRewriteLiteral',
  'hostRewrite',
  'timeout',
  'maxGrpcTimeout',
  'maxStreamDuration',
  'retryPolicy',
  'requestMirrorPolicies',
  'requestMirrorPolicy',
  'hashPolicy',
  'cors',
]);

/** The `route` of a route in a dump: where it sends requests and what it does to them. */
export function readRouteAction(action: Json): RouteAction {
  const weighted = optionalJson(action['weightedClusters']);
  const mirrors = action['requestMirrorPolicies'] ?? (action['requestMirrorPolicy'] && [action['requestMirrorPolicy']]);
  const rewrite = optionalJson(action['regexRewrite']);
  return given({
    cluster: text(action['cluster']),
    weightedClusters: weighted && { clusters: jsonList(weighted['clusters']).map(readWeightedCluster) },
    clusterNotFoundResponseCode: oneOf(action['clusterNotFoundResponseCode'], [
      'SERVICE_UNAVAILABLE',
      'NOT_FOUND',
      'INTERNAL_SERVER_ERROR',
    ]),
    prefixRewrite: text(action['prefixRewrite']),
    regexRewrite: rewrite && {
      pattern: { regex: text(json(rewrite['pattern'])['regex']) ?? '' },
      substitution: text(rewrite['substitution']) ?? '',
    },
    hostRewriteLiteral: text(action['hostRewriteLiteral'] ?? action['hostRewrite']),
    timeout: text(action['timeout']),
    maxGrpcTimeout: text(action['maxGrpcTimeout']),
    retryPolicy: readRetryPolicy(action['retryPolicy']),
    requestMirrorPolicies: mirrors === undefined ? undefined : jsonList(mirrors).map(readMirror),
  });
}

function readWeightedCluster(cluster: Json): WeightedCluster {
  return given({
    name: text(cluster['name']) ?? '',
    weight: number(cluster['weight']) ?? 0,
    hostRewriteLiteral: text(cluster['hostRewriteLiteral']),
    ...readHeaderOperations(cluster),
  });
}

/** The header operations of a route or of a weighted cluster. */
export function readHeaderOperations(owner: Json) {
  const options = (value: unknown) => (value === undefined ? undefined : jsonList(value).map(readHeaderOption));
  const names = (value: unknown) => (value === undefined ? undefined : textList(value));
  return given({
    requestHeadersToAdd: options(owner['requestHeadersToAdd']),
    requestHeadersToRemove: names(owner['requestHeadersToRemove']),
    responseHeadersToAdd: options(owner['responseHeadersToAdd']),
    responseHeadersToRemove: names(owner['responseHeadersToRemove']),
  });
}

const appendActions = [
  'APPEND_IF_EXISTS_OR_ADD',
  'ADD_IF_ABSENT',
  'OVERWRITE_IF_EXISTS_OR_ADD',
  'OVERWRITE_IF_EXISTS',
] as const;

/** `append: false` is how overwriting was said before `appendAction`. */
function readHeaderOption(option: Json): HeaderValueOption {
  const header = json(option['header']);
  const overwrites = option['append'] === false ? 'OVERWRITE_IF_EXISTS_OR_ADD' : undefined;
  return given({
    header: given({ key: text(header['key']) ?? '', value: text(header['value']) }),
    appendAction: oneOf(option['appendAction'], appendActions) ?? overwrites,
  });
}

function readMirror(policy: Json): RequestMirrorPolicy {
  const fraction = optionalJson(policy['runtimeFraction']);
  return given({
    cluster: text(policy['cluster']) ?? '',
    runtimeFraction: fraction && given({ defaultValue: readPercent(fraction['defaultValue']) }),
    disableShadowHostSuffixAppend: flag(policy['disableShadowHostSuffixAppend']),
  });
}

function readPercent(value: unknown): FractionalPercent | undefined {
  const percent = optionalJson(value);
  return (
    percent &&
    given({
      numerator: number(percent['numerator']),
      denominator: oneOf(percent['denominator'], ['HUNDRED', 'TEN_THOUSAND', 'MILLION']),
    })
  );
}

function readRetryPolicy(value: unknown): RetryPolicy | undefined {
  const policy = optionalJson(value);
  if (!policy) return undefined;
  const codes = policy['retriableStatusCodes'];
  return given({
    retryOn: text(policy['retryOn']),
    numRetries: number(policy['numRetries']),
    perTryTimeout: text(policy['perTryTimeout']),
    hostSelectionRetryMaxAttempts: text(policy['hostSelectionRetryMaxAttempts']),
    retriableStatusCodes: Array.isArray(codes) ? codes.flatMap((code) => number(code) ?? []) : undefined,
  });
}

/** The `redirect` of a route in a dump; fields that are not known are left out. */
export function readRedirect(redirect: Json): RedirectAction {
  return given({
    schemeRedirect: text(redirect['schemeRedirect']),
    hostRedirect: text(redirect['hostRedirect']),
    portRedirect: number(redirect['portRedirect']),
    pathRedirect: text(redirect['pathRedirect']),
    prefixRewrite: text(redirect['prefixRewrite']),
    httpsRedirect: flag(redirect['httpsRedirect']),
    stripQuery: flag(redirect['stripQuery']),
    responseCode: oneOf(redirect['responseCode'], ['FOUND', 'SEE_OTHER', 'TEMPORARY_REDIRECT', 'PERMANENT_REDIRECT']),
  });
}

/** The `directResponse` of a route in a dump. */
export function readDirectResponse(response: Json) {
  const body = optionalJson(response['body']);
  return given({
    status: number(response['status']) ?? 200,
    body: body && given({ inlineString: text(body['inlineString']), inlineBytes: text(body['inlineBytes']) }),
  });
}

/** The fault filter's configuration for a route in a dump. */
export function readFault(fault: Json): HTTPFault {
  const delay = optionalJson(fault['delay']);
  const abort = optionalJson(fault['abort']);
  return given({
    delay: delay && given({ fixedDelay: text(delay['fixedDelay']), percentage: readPercent(delay['percentage']) }),
    abort:
      abort &&
      given({
        httpStatus: number(abort['httpStatus']),
        grpcStatus: number(abort['grpcStatus']),
        percentage: readPercent(abort['percentage']),
      }),
  });
}

/** The CORS policy of a route in a dump. */
export function readCors(cors: Json): CorsPolicy {
  const origins = cors['allowOriginStringMatch'];
  const fraction = optionalJson(cors['filterEnabled']);
  return given({
    allowOriginStringMatch:
      origins === undefined ? undefined : jsonList(origins).flatMap((origin) => readStringMatcher(origin) ?? []),
    allowMethods: text(cors['allowMethods']),
    allowHeaders: text(cors['allowHeaders']),
    exposeHeaders: text(cors['exposeHeaders']),
    maxAge: text(cors['maxAge']),
    allowCredentials: flag(cors['allowCredentials']),
    filterEnabled: fraction && given({ defaultValue: readPercent(fraction['defaultValue']) }),
    forwardNotMatchingPreflights: flag(cors['forwardNotMatchingPreflights']),
  });
}
