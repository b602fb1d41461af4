import type { Route, RouteConfiguration, VirtualHost } from '../config.ts';
import {
  filterConfig,
  flag,
  given,
  json,
  jsonList,
  number,
  oneOf,
  optionalJson,
  text,
  textList,
  type Json,
} from './json-fields.ts';
import {
  actionFields,
  readCors,
  readDirectResponse,
  readFault,
  readHeaderOperations,
  readRedirect,
  readRouteAction,
} from './read-route-action.ts';
import { asksRange, matchFields, readRouteMatch } from './read-route-match.ts';
import { noteUnread, type Unmodelled } from './unmodelled.ts';

const configurationFields = new Set([
  'name',
  'virtualHosts',
  'validateClusters',
  'ignorePortInHostMatching',
  'maxDirectResponseBodySizeBytes',
  'metadata',
]);

/** A route configuration of a dump. */
export function readRouteConfiguration(value: Json, unmodelled: Unmodelled): RouteConfiguration {
  const configuration: RouteConfiguration = given({
    name: text(value['name']) ?? '',
    virtualHosts: jsonList(value['virtualHosts']).map((host) => readVirtualHost(host, unmodelled)),
    ignorePortInHostMatching: flag(value['ignorePortInHostMatching']),
    maxDirectResponseBodySizeBytes: number(value['maxDirectResponseBodySizeBytes']),
  });
  for (const host of configuration.virtualHosts)
    noteUnread(unmodelled, host, 'routeConfiguration', value, configurationFields);
  return configuration;
}

const virtualHostFields = new Set([
  'name',
  'domains',
  'routes',
  'requireTls',
  'includeRequestAttemptCount',
  'metadata',
]);

function readVirtualHost(value: Json, unmodelled: Unmodelled): VirtualHost {
  const host: VirtualHost = given({
    name: text(value['name']) ?? '',
    domains: textList(value['domains']),
    routes: jsonList(value['routes']).map((route) => readRoute(route, unmodelled)),
    requireTls: oneOf(value['requireTls'], ['ALL']),
    includeRequestAttemptCount: flag(value['includeRequestAttemptCount']),
  });
  noteUnread(unmodelled, host, 'virtualHost', value, virtualHostFields);
  return host;
}

const routeFields = new Set([
  'name',
  'match',
  'route',
  'redirect',
  'directResponse',
  'requestHeadersToAdd',
  'requestHeadersToRemove',
  'responseHeadersToAdd',
  'responseHeadersToRemove',
  'typedPerFilterConfig',
  'perFilterConfig',
  'metadata',
  'decorator',
  'tracing',
  'statPrefix',
]);

function readRoute(value: Json, unmodelled: Unmodelled): Route {
  const match = json(value['match']);
  const action = optionalJson(value['route']);
  const redirect = optionalJson(value['redirect']);
  const response = optionalJson(value['directResponse']);
  const perFilter = { ...json(value['perFilterConfig']), ...json(value['typedPerFilterConfig']) };
  const filters = readPerFilterConfig(perFilter, optionalJson(action?.['cors']));
  const route: Route = given({
    name: text(value['name']),
    match: readRouteMatch(match),
    route: action && readRouteAction(action),
    redirect: redirect && readRedirect(redirect),
    directResponse: response && readDirectResponse(response),
    ...readHeaderOperations(value),
    typedPerFilterConfig: Object.keys(filters).length > 0 ? filters : undefined,
  });
  noteUnread(unmodelled, route, 'route', value, routeFields);
  noteUnread(unmodelled, route, 'route.match', match, matchFields);
  if (action) noteUnread(unmodelled, route, 'route.route', action, actionFields);
  if (redirect && 'regexRewrite' in redirect) unmodelled.add(route, 'route.redirect.regexRewrite');
  if (jsonList(match['headers']).some(asksRange)) unmodelled.add(route, 'route.match.headers.rangeMatch');
  for (const filter of Object.keys(perFilter)) if (!(filter in filterNames)) unmodelled.add(route, filter);
  return route;
}

/** Names of the filters whose settings on a route are followed; those of older Envoys stand beside. `mixer` only reported. */
const filterNames: Readonly<Record<string, 'fault' | 'cors' | 'reports'>> = {
  'envoy.filters.http.fault': 'fault',
  'envoy.fault': 'fault',
  'envoy.filters.http.cors': 'cors',
  'envoy.cors': 'cors',
  mixer: 'reports',
};

function readPerFilterConfig(perFilter: Json, oldCors: Json | undefined): NonNullable<Route['typedPerFilterConfig']> {
  const entries = Object.entries(perFilter);
  const of = (kind: 'fault' | 'cors') => {
    const config = entries.find(([name]) => filterNames[name] === kind)?.[1];
    return config === undefined ? undefined : filterConfig({ typedConfig: config });
  };
  const fault = of('fault');
  const cors = of('cors') ?? oldCors;
  return given({
    'envoy.filters.http.fault': fault && readFault(fault),
    'envoy.filters.http.cors': cors && readCors(cors),
  });
}
