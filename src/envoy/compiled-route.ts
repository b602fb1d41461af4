import type { Route } from './config.ts';
import { compileHeaderMatch, type RepeatedHeaderLines } from './header-match.ts';
import { compileMetadataMatch } from './metadata-match.ts';
import { compilePathMatch, type PathCondition } from './path-match.ts';
import { compileQueryParameterMatch } from './query-match.ts';
import type { RequestHead } from './request-head.ts';
import { explainCondition, type RouteCondition } from './route-condition.ts';
import type { RouteVerdict } from './trace.ts';

/** A route with its conditions made ready. `index` is its place in the virtual host: the lowest that matches wins. */
export type CompiledRoute = {
  readonly route: Route;
  readonly index: number;
  readonly path: PathCondition;
  readonly others: readonly RouteCondition[];
};

type Known = { readonly compiled: CompiledRoute; readonly repeated: RepeatedHeaderLines };
const known = new WeakMap<Route, Known>();

/** Makes a route ready to be asked; the same one for a route that was there before, in the same place. */
export function compileRoute(route: Route, index: number, repeated: RepeatedHeaderLines): CompiledRoute {
  const before = known.get(route);
  if (before?.compiled.index === index && before.repeated === repeated) return before.compiled;
  const compiled = newCompiledRoute(route, index, repeated);
  known.set(route, { compiled, repeated });
  return compiled;
}

function newCompiledRoute(route: Route, index: number, repeated: RepeatedHeaderLines): CompiledRoute {
  const { match } = route;
  return {
    route,
    index,
    path: compilePathMatch(match),
    others: [
      ...(match.headers ?? []).map((matcher) => compileHeaderMatch(matcher, repeated)),
      ...(match.queryParameters ?? []).map(compileQueryParameterMatch),
      ...(match.dynamicMetadata ?? []).map(compileMetadataMatch),
    ],
  };
}

/** Whether every condition but the path holds. */
export function othersMatch(compiled: CompiledRoute, head: RequestHead): boolean {
  return compiled.others.every((condition) => condition.matches(head));
}

/** Whether the request fits the route (Envoy: RouteEntryImplBase::matchRoute). */
export function routeMatches(compiled: CompiledRoute, head: RequestHead): boolean {
  return compiled.path.matches(head) && othersMatch(compiled, head);
}

/** The first route that fits, asked one after the other: what Envoy does, and the oracle for every faster way. */
export function firstMatch(routes: readonly CompiledRoute[], head: RequestHead): CompiledRoute | null {
  return routes.find((compiled) => routeMatches(compiled, head)) ?? null;
}

/** Every condition of a route that is asked, with expected and actual. */
export function explainRoute({ route, index, path, others }: CompiledRoute, head: RequestHead): RouteVerdict {
  const conditions = [path, ...others].map((condition) => explainCondition(condition, head));
  return { route, index, matched: conditions.every(({ matched }) => matched), conditions, asked: true };
}

/** The verdict on a route behind the winner, which nobody asks. */
export function passOver({ route, index }: CompiledRoute): RouteVerdict {
  return { route, index, matched: false, conditions: [], asked: false };
}
