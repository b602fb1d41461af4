import { freeName } from '../istio/free-name.ts';
import type { HeaderMatch, MixedRequest, RolloutPlan } from '../rollout/rollout-plan.ts';
import type { Ask } from '../workspace/workspace.ts';

/** The declared mix of a plan; where there is none, the request in the bar alone. */
export function mixOf(
  { requests, source }: RolloutPlan,
  { caller, method, url, headers }: Ask,
): readonly MixedRequest[] {
  if (requests.length > 0 || url === '') return requests;
  return [{ name: 'the request in the bar', share: 1, from: caller, request: { method, url, headers }, source }];
}

/** The request in the bar as an entry of the mix. */
export function requestValue(
  { caller, method, url, headers }: Ask,
  { requests }: Pick<RolloutPlan, 'requests'>,
): unknown {
  return {
    name: freeRequestName(`${method} ${url.replace(/^[a-z]+:\/\//, '')}`, requests),
    share: requests.length === 0 ? 95 : 5,
    from: caller,
    request: { method, url, ...(headers.length > 0 ? { headers: headersValue(headers) } : {}) },
  };
}

/** The request in the bar with the header that the plan's testers send; null where the plan has none with an exact value or they are in the mix. */
export function testersValue(plan: RolloutPlan, ask: Ask): unknown {
  const match = plan.steps.flatMap((step) => (step.type === 'setHeaderRoute' ? (step.match ?? []) : [])).find(isExact);
  const isThere = plan.requests.some(({ request }) =>
    request.headers.some(
      ([name, value]) => name.toLowerCase() === match?.headerName.toLowerCase() && value === match.headerValue.exact,
    ),
  );
  if (!match || isThere) return null;
  const others = ask.headers.filter(([name]) => name.toLowerCase() !== match.headerName.toLowerCase());
  const headers = [...others, [match.headerName, match.headerValue.exact ?? ''] as const];
  const value = requestValue({ ...ask, headers }, plan);
  return { ...(typeof value === 'object' ? value : {}), name: freeRequestName('testers', plan.requests), share: 1 };
}

function isExact({ headerValue }: HeaderMatch): boolean {
  return headerValue.exact !== undefined;
}

function headersValue(headers: Ask['headers']): unknown {
  const names = new Set(headers.map(([name]) => name));
  return names.size === headers.length ? Object.fromEntries(headers) : headers;
}

function freeRequestName(wanted: string, requests: RolloutPlan['requests']): string {
  const taken = new Set(requests.map(({ name }) => name));
  return freeName(wanted, (name) => taken.has(name), ' ');
}
