import type { FieldDocs } from './field-doc.ts';
import { destination, headers, percent, stringMatch } from './shared.ts';

const match: FieldDocs = {
  name: 'A name for this match; it is joined to the name of the rule in the name of the route.',
  uri: { doc: 'The path of the request, without its query.', fields: stringMatch },
  ignoreUriCase: 'Whether `exact` and `prefix` of `uri` take upper and lower case for the same.',
  scheme: { doc: 'The scheme of the request: `http` or `https`.', fields: stringMatch },
  method: { doc: 'The HTTP method, in upper case.', fields: stringMatch },
  authority: { doc: 'The host that the request names, with its port where it names one.', fields: stringMatch },
  headers: {
    doc: 'Headers that the request must have, names in lower case; `{}` asks only that the header is there.',
    entries: stringMatch,
  },
  withoutHeaders: {
    doc: 'Headers that the request must not have, or not with such a value.',
    entries: stringMatch,
  },
  queryParams: {
    doc: 'Parameters of the query that the request must have; `{}` asks only that the parameter is there.',
    entries: stringMatch,
  },
  port: 'The port of the host that the request goes to.',
  sourceLabels: 'Labels of the workloads whose requests this is for; it counts in the mesh only.',
  sourceNamespace: 'The namespace of the workloads whose requests this is for.',
  gateways:
    'Which of the gateways of this VirtualService the match is for; labels and namespace of the caller then do not count.',
  statPrefix: 'A word under which the proxy counts the requests that fit.',
};

const redirect: FieldDocs = {
  uri: 'The path to go to, in place of the whole path.',
  prefixRewrite: 'What stands in place of the prefix that was matched; the rest of the path stays.',
  authority: 'The host to go to, in place of the one that was asked for.',
  port: 'The port to go to.',
  derivePort: 'Where the port comes from if none is named: the default of the scheme, or the port of the request.',
  scheme: 'The scheme to go to: `http` or `https`.',
  redirectCode: 'The status of the answer: 301 where nothing is said; 302, 303, 307 and 308 are possible too.',
};

const corsPolicy: FieldDocs = {
  allowOrigin: 'Origins that may call, word by word; the older way to write `allowOrigins`.',
  allowOrigins: { doc: 'Origins whose pages may call, each as `scheme://host:port`.', fields: stringMatch },
  allowMethods: 'Methods that a page may use.',
  allowHeaders: 'Headers that a page may send.',
  exposeHeaders: 'Headers of the answer that a page may read.',
  maxAge: 'How long a browser may keep the answer to its preflight.',
  allowCredentials: 'Whether a page may call with cookies and other credentials.',
  unmatchedPreflights:
    'What becomes of a preflight from another origin: `FORWARD` it to the destination, or `IGNORE` and answer it.',
};

const fault: FieldDocs = {
  delay: {
    doc: 'Makes requests wait before they are sent on.',
    fields: {
      fixedDelay: 'How long a request waits.',
      exponentialDelay: 'Istio does not support this.',
      percentage: { doc: 'The share of requests that wait; none do where nothing is said.', fields: percent },
      percent: 'The share in whole percent; the older way to write `percentage`.',
    },
  },
  abort: {
    doc: 'Answers requests with an error in place of the destination.',
    fields: {
      httpStatus: 'The HTTP status of the answer.',
      grpcStatus: 'The gRPC status of the answer, such as `UNAVAILABLE`.',
      http2Error: 'Istio does not support this.',
      percentage: {
        doc: 'The share of requests that are answered so; none are where nothing is said.',
        fields: percent,
      },
    },
  },
};

const retries: FieldDocs = {
  attempts: 'How often a request is tried again after the first try; 0 switches retries off.',
  perTryTimeout: 'How long one try may take; the timeout of the rule where nothing is said.',
  retryOn:
    'What is tried again: words such as `5xx` or `connect-failure`, and statuses, separated by commas without spaces.',
  retryRemoteLocalities: 'Whether another try may go to another region or zone.',
  retryIgnorePreviousHosts: 'Whether another try avoids the endpoints that were tried before.',
  backoff: 'The least time between two tries; it grows from try to try.',
};

const mirrored = 'gets a copy of requests; its answers are thrown away';

/** HTTPRoute: one entry of `http`. */
export const httpRoute: FieldDocs = {
  name: 'A name for the rule, seen in traces and logs as the name of the route.',
  match: {
    doc: 'When the rule applies: one of the entries has to fit, and of an entry every condition; none means always.',
    fields: match,
  },
  route: {
    doc: 'Where requests go; with several destinations their weights share them out.',
    fields: {
      destination: { doc: 'The service to send to.', fields: destination },
      weight:
        'The share of this destination in proportion to the sum of all; without a weight beside others it gets nothing.',
      headers: { doc: 'Changes of headers for this destination alone.', fields: headers },
    },
  },
  redirect: { doc: 'Answers with a redirect in place of sending the request on.', fields: redirect },
  directResponse: {
    doc: 'Answers at once with a fixed status and body.',
    fields: {
      status: 'The HTTP status of the answer.',
      body: {
        doc: 'The body of the answer.',
        fields: { string: 'The body as text.', bytes: 'The body in base64.' },
      },
    },
  },
  delegate: {
    doc: 'Leaves the requests to the rules of another VirtualService, one without hosts.',
    fields: {
      name: 'The name of that VirtualService.',
      namespace: 'Its namespace; that of this object where nothing is said.',
    },
  },
  rewrite: {
    doc: 'Changes path or host before the request is sent on.',
    fields: {
      uri: 'What stands in place of the path, or of the prefix that was matched.',
      authority: 'The host that the destination sees.',
      uriRegexRewrite: {
        doc: 'Changes the path by a regular expression.',
        fields: {
          match: 'What is replaced in the path, in the syntax of RE2.',
          rewrite: 'What stands in its place; `\\1` is the first group.',
        },
      },
    },
  },
  timeout: 'How long a request may take with all of its tries; no limit where nothing is said.',
  retries: { doc: 'When and how often a request is tried again; twice where nothing is said.', fields: retries },
  fault: { doc: 'Injects delays or errors, to see how callers bear them.', fields: fault },
  mirror: { doc: `A service that ${mirrored}.`, fields: destination },
  mirrors: {
    doc: `Services each of which ${mirrored}.`,
    fields: {
      destination: { doc: 'The service that gets the copies.', fields: destination },
      percentage: { doc: 'The share of requests that are copied; all where nothing is said.', fields: percent },
    },
  },
  mirrorPercentage: { doc: 'The share of requests that `mirror` gets; all where nothing is said.', fields: percent },
  mirrorPercent: 'The share in whole percent; the older way to write `mirrorPercentage`.',
  mirror_percent: 'The share in whole percent; an old spelling of `mirrorPercent`.',
  corsPolicy: { doc: 'Which pages of other origins may call, and how.', fields: corsPolicy },
  headers: { doc: 'Changes of headers, whichever destination is taken.', fields: headers },
};
