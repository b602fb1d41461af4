import type { HTTPMatchRequest, StringMatch } from '../istio/virtual-service.ts';

/**
 * The match entries of a delegate's rule under those of the root's: for each entry of the delegate every entry of the root that agrees with it.
 * Null where one of them agrees with none: then all of the rule is lost (istio-semantics R7.5; virtualservice.go:mergeHTTPMatchRequests).
 */
export function mergeMatches(
  root: readonly HTTPMatchRequest[],
  delegate: readonly HTTPMatchRequest[],
): HTTPMatchRequest[] | null {
  if (root.length === 0) return [...delegate];
  if (delegate.length === 0) return [...root];
  const merged: HTTPMatchRequest[] = [];
  for (const own of delegate) {
    const agreeing = root.filter((one) => !conflicts(one, own));
    if (agreeing.length === 0) return null;
    merged.push(...agreeing.map((one) => mergeMatch(one, own)));
  }
  return merged;
}

/** What the delegate says counts, else what the root says (istio-semantics R7.6). */
function mergeMatch(root: HTTPMatchRequest, delegate: HTTPMatchRequest): HTTPMatchRequest {
  const name = mergedName(root.name, delegate.name);
  const gateways = delegate.gateways?.length ? delegate.gateways : root.gateways;
  return {
    ...root,
    ...delegate,
    ...mergedMaps(root, delegate),
    ...(name !== '' && { name }),
    ...(gateways && { gateways }),
    ...(!delegate.port && root.port && { port: root.port }),
  };
}

function mergedMaps(root: HTTPMatchRequest, delegate: HTTPMatchRequest): Partial<HTTPMatchRequest> {
  return {
    headers: { ...root.headers, ...delegate.headers },
    withoutHeaders: { ...root.withoutHeaders, ...delegate.withoutHeaders },
    queryParams: { ...root.queryParams, ...delegate.queryParams },
    sourceLabels: { ...root.sourceLabels, ...delegate.sourceLabels },
  };
}

/** `root-delegate`, or the one that is there. */
export function mergedName(root = '', delegate = ''): string {
  return root !== '' && delegate !== '' ? `${root}-${delegate}` : root + delegate;
}

/** istio-semantics R7.7; virtualservice.go:hasConflict. */
function conflicts(root: HTTPMatchRequest, delegate: HTTPMatchRequest): boolean {
  return (
    stringConflict(root.uri, delegate.uri) ||
    stringConflict(root.scheme, delegate.scheme) ||
    stringConflict(root.method, delegate.method) ||
    stringConflict(root.authority, delegate.authority) ||
    mapConflict(root.headers, delegate.headers) ||
    mapConflict(root.withoutHeaders, delegate.withoutHeaders) ||
    mapConflict(root.queryParams, delegate.queryParams) ||
    (root.ignoreUriCase ?? false) !== (delegate.ignoreUriCase ?? false) ||
    sourceConflict(root, delegate)
  );
}

function sourceConflict(root: HTTPMatchRequest, delegate: HTTPMatchRequest): boolean {
  if (root.port && delegate.port && root.port !== delegate.port) return true;
  if (root.sourceNamespace && root.sourceNamespace !== delegate.sourceNamespace) return true;
  const labels = Object.entries(delegate.sourceLabels ?? {});
  if (labels.some(([name, value]) => (root.sourceLabels?.[name] ?? value) !== value)) return true;
  const { gateways = [] } = root;
  const { gateways: own = [] } = delegate;
  return gateways.length > 0 && (own.length > gateways.length || own.some((gateway) => !gateways.includes(gateway)));
}

type Matches = Record<string, StringMatch> | undefined;

function mapConflict(root: Matches, delegate: Matches): boolean {
  return Object.entries(delegate ?? {}).some(([key, match]) => stringConflict(root?.[key], match));
}

/** Only equal `exact`, or what begins with the root's `prefix`, is known to agree (virtualservice.go:stringMatchConflict). */
function stringConflict(root: StringMatch | undefined, delegate: StringMatch | undefined): boolean {
  if (!root || !delegate) return false;
  if (root.regex || delegate.regex) return true;
  if (root.exact) return root.exact !== delegate.exact;
  if (!root.prefix) return true;
  return !(delegate.exact || delegate.prefix || '').startsWith(root.prefix);
}
