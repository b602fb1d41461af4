import type { FieldDocs } from './field-doc.ts';
import { portSelector } from './shared.ts';

/** ConnectionPoolSettings, of clients in a DestinationRule and of servers in a Sidecar. */
export const connectionPool: FieldDocs = {
  tcp: {
    doc: 'Limits of connections, for HTTP as well.',
    fields: {
      maxConnections: 'How many connections one proxy opens at most; further ones wait.',
      connectTimeout: 'How long it may take to connect; 10 s where nothing is said.',
      idleTimeout: 'How long a connection may be silent before it is closed; `0s` means for ever.',
      maxConnectionDuration: 'How old a connection may become.',
      tcpKeepalive: {
        doc: 'Asks silent connections whether the other end is still there.',
        fields: {
          probes: 'How many questions may stay without an answer.',
          time: 'How long a connection is silent before the first question.',
          interval: 'The time between two questions.',
        },
      },
    },
  },
  http: {
    doc: 'Limits of requests.',
    fields: {
      http1MaxPendingRequests: 'How many requests may wait for a connection; more are answered with 503.',
      http2MaxRequests: 'How many requests may be under way at once; more are answered with 503.',
      maxRequestsPerConnection: 'How many requests a connection serves; 1 means that none is kept open.',
      maxRetries: 'How many retries may be under way at once.',
      idleTimeout: 'How long a connection may have no request before it is closed; one hour where nothing is said.',
      h2UpgradePolicy: 'Whether HTTP/1.1 is sent on as HTTP/2.',
      useClientProtocol: 'Whether the protocol towards the destination is the one that the client speaks.',
      maxConcurrentStreams: 'How many requests one HTTP/2 connection may carry at once.',
      http2KeepAlive: {
        doc: 'Asks HTTP/2 connections whether the other end is still there.',
        fields: {
          interval: 'The time between two questions.',
          timeout: 'How long an answer may take before the connection is closed.',
        },
      },
    },
  },
};

const failover: FieldDocs = {
  from: 'The region that traffic comes from.',
  to: 'The region that takes it when its own is not healthy.',
};

const failoverPriority =
  'Labels by which endpoints are preferred: the more of them, from the first on, an endpoint shares with the caller, the better.';

const loadBalancer: FieldDocs = {
  simple: 'How an endpoint is picked; `LEAST_REQUEST` where nothing is said.',
  consistentHash: {
    doc: 'Sends requests that share something to the same endpoint.',
    fields: {
      httpHeaderName: 'The header that requests share.',
      httpCookie: {
        doc: 'The cookie that requests share; it is made where it is missing and has a lifetime.',
        fields: {
          name: 'The name of the cookie.',
          path: 'The path that the cookie is for.',
          ttl: 'How long a made cookie lives; `0s` means as long as the browser is open.',
          attributes: {
            doc: 'Further attributes of a made cookie.',
            fields: { name: 'The name of the attribute, such as `SameSite`.', value: 'Its value.' },
          },
        },
      },
      useSourceIp: 'Whether requests of one address share an endpoint.',
      httpQueryParameterName: 'The parameter of the query that requests share.',
      ringHash: {
        doc: 'Arranges endpoints in a ring; few requests move when an endpoint comes or goes.',
        fields: { minimumRingSize: 'How many places the ring has at least; more spread load more evenly.' },
      },
      maglev: {
        doc: 'Arranges endpoints in a table; faster than a ring, but more requests move.',
        fields: { tableSize: 'How many places the table has: a prime number.' },
      },
      minimumRingSize: 'The older way to write `ringHash.minimumRingSize`.',
    },
  },
  localityLbSetting: {
    doc: 'Prefers endpoints in the region and zone of the caller; it needs outlier detection to fail over.',
    fields: {
      enabled: 'Whether any of this is done.',
      distribute: {
        doc: 'Shares traffic of a locality out among localities.',
        fields: {
          from: 'Where traffic comes from, as `region/zone/subzone`; `*` at the end means all within.',
          to: 'Where it goes: localities and their shares in percent, 100 together.',
        },
      },
      failover: { doc: 'Which region takes the traffic of another one.', fields: failover },
      failoverPriority,
    },
  },
  zoneAwareLbSetting: {
    doc: 'Keeps traffic in the zone of the caller as far as the zones are evenly served.',
    fields: {
      enabled: 'Whether any of this is done.',
      failover: { doc: 'Which region takes the traffic of another one.', fields: failover },
      failoverPriority,
      minClusterSize: 'How many endpoints there must be before zones count.',
    },
  },
  warmup: {
    doc: 'Gives an endpoint that has just come less traffic at first.',
    fields: {
      duration: 'How long it takes until it gets its full share.',
      minimumPercent: 'The share that it gets at first, in percent of the full one.',
      aggression: 'How fast the share grows: 1 is steadily, more is faster at first.',
    },
  },
  warmupDurationSecs: 'The older way to write `warmup.duration`.',
  backendUtilization: {
    doc: 'Weighs endpoints by the load that they report themselves.',
    fields: {
      errorUtilizationPenaltyPercent: 'How much errors count against an endpoint.',
      metricNamesForComputingUtilization: 'The reported measures that stand for load.',
      weightExpirationPeriod: 'How long a report counts.',
      weightStabilizationPeriod: 'How long an endpoint reports before its reports count.',
      weightUpdatePeriod: 'The time between two looks at the reports.',
    },
  },
};

const outlierDetection: FieldDocs = {
  consecutive5xxErrors: 'How many answers of 5xx in a row put an endpoint out; 5 where nothing is said, 0 for never.',
  consecutiveGatewayErrors: 'How many answers of 502, 503 or 504 in a row put an endpoint out.',
  consecutiveLocalOriginFailures:
    'How many failures to reach an endpoint in a row put it out, where they are counted by themselves.',
  splitExternalLocalOriginErrors:
    'Whether failures to reach an endpoint are counted apart from errors that it answers.',
  consecutiveErrors: 'The older way to count errors in a row.',
  interval: 'The time between two looks at which endpoints come back; 10 s where nothing is said.',
  baseEjectionTime: 'How long an endpoint is out the first time; it grows each time. 30 s where nothing is said.',
  maxEjectionPercent:
    'The share of endpoints that may be out at once; 10 % where nothing is said, so none of fewer than ten.',
  minHealthPercent: 'Below this share of healthy endpoints all are used again; never where nothing is said.',
  outlierDetectionHttpErrorCodes: 'The statuses that count as errors, in place of all 5xx.',
};

const tls: FieldDocs = {
  mode: 'Whether the connection is encrypted and who shows a certificate: `DISABLE`, `SIMPLE`, `MUTUAL`, or `ISTIO_MUTUAL` with those of the mesh.',
  clientCertificate: 'The file with the certificate that the proxy shows.',
  privateKey: 'The file with the key of that certificate.',
  caCertificates: 'The file with the authorities by which the certificate of the server is checked.',
  caCrl: 'The file with certificates that have been withdrawn.',
  credentialName: 'The Secret with key and certificates, in place of files.',
  subjectAltNames: 'Names one of which the certificate of the server has to bear.',
  sni: 'The server name that the proxy asks for.',
  insecureSkipVerify: 'Whether any certificate of the server is taken.',
};

const portTrafficPolicy: FieldDocs = {
  loadBalancer: { doc: 'How endpoints are picked.', fields: loadBalancer },
  connectionPool: { doc: 'How many connections and requests there may be at once.', fields: connectionPool },
  outlierDetection: { doc: 'Puts endpoints out for a while that answer with errors.', fields: outlierDetection },
  tls: { doc: 'TLS towards the destination.', fields: tls },
};

/** TrafficPolicy: of a whole host or of one subset. */
export const trafficPolicy: FieldDocs = {
  ...portTrafficPolicy,
  portLevelSettings: {
    doc: 'What holds for single ports; of what stands above, nothing does there.',
    fields: { port: { doc: 'The port that this is for.', fields: portSelector }, ...portTrafficPolicy },
  },
  tunnel: {
    doc: 'Sends connections through a proxy on the way.',
    fields: {
      protocol: 'How the proxy is asked: `CONNECT` or `POST`.',
      targetHost: 'The host that the proxy connects to.',
      targetPort: 'The port that the proxy connects to.',
    },
  },
  proxyProtocol: {
    doc: 'Tells the destination the address of the client ahead of the connection.',
    fields: { version: 'The version of the PROXY protocol: `V1` as text, `V2` in binary.' },
  },
  retryBudget: {
    doc: 'How many retries there may be, in proportion to the requests under way.',
    fields: {
      percent: 'The share of requests that may be retries; 20 % where nothing is said.',
      minRetryConcurrency: 'How many retries there may be in any case.',
      budgetInterval: 'The time over which requests are counted.',
    },
  },
};
