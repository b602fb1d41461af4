import type { ConditionVerdict, RouteVerdict, Trace } from '../envoy/trace.ts';
import { formatPercent, verdictWords, clusterLabel } from '../routetest/verdict-words.ts';
import { callerWords } from '../istio/caller-words.ts';
import { requestText } from './test-words.ts';
import type { Answered } from './trace-report.ts';

/** Routes that did not match, and objects that were left out, are told up to so many; more would bury the answer. */
const MAX_TOLD = 40;

/** The answer for people: the verdict first, then how it came about, then what was left out and what it rests on. */
export function traceText(answered: Answered): string {
  const { from, request, trace, basis } = answered;
  const { tone, headline, via, facts } = verdictWords(trace);
  return [
    `${signs[tone]} ${headline}${via === null ? '' : `, via ${via}`}`,
    ...(facts.length > 0 ? [`  ${facts.join(' · ')}`] : []),
    '',
    `request       ${requestText(request)}`,
    ...request.headers.map(([name, value]) => `              ${name}: ${value}`),
    `from          ${callerWords(from)}`,
    ...connectionLines(trace),
    ...routeLines(answered),
    ...destinationLines(answered),
    ...section('left out for this caller', leftOutLines(answered)),
    ...section(
      'rests on',
      basis.map(({ message }) => message),
    ),
    '',
  ].join('\n');
}

const signs = { reaches: '✔', partly: '◐', leaves: '↗', answered: '↩', fails: '✘' } as const;

function connectionLines({ listener, filterChain, notes, routeConfiguration, virtualHost, domain }: Trace): string[] {
  const chain = filterChain?.name ? `, filter chain ${filterChain.name}` : '';
  return [
    `listener      ${listener ? listener.name + chain : 'none'}`,
    ...notes.map((note) => `              ${note}`),
    ...(routeConfiguration === null ? [] : [`routes        ${routeConfiguration}`]),
    ...(routeConfiguration === null
      ? []
      : [`virtual host  ${virtualHost ? `${virtualHost.name}${domain === null ? '' : ` (by ${domain})`}` : 'none'}`]),
  ];
}

function routeLines({ trace: { verdicts }, place }: Answered): string[] {
  const asked = verdicts.filter(({ asked, matched }) => asked && !matched);
  const hidden = new Set(asked.slice(MAX_TOLD));
  const behind = verdicts.filter((verdict) => !verdict.asked).length;
  const lines = verdicts
    .filter((verdict) => verdict.asked && !hidden.has(verdict))
    .flatMap((verdict) => verdictLines(verdict, place));
  return section('rules in order', [
    ...lines,
    ...(hidden.size > 0 ? [`  … and ${hidden.size} more that do not match (-o json has them all)`] : []),
    ...(behind > 0 ? [`· ${behind} behind it, not asked`] : []),
  ]);
}

function verdictLines({ route, index, matched, conditions }: RouteVerdict, place: Answered['place']): string[] {
  const where = route.source ? `  ${place(route.source)}` : '';
  return [
    `${matched ? '✔' : '✘'} ${index + 1} ${route.name || 'unnamed'}${where}`,
    ...conditions.map((condition) => `    ${conditionText(condition)}`),
  ];
}

function conditionText({ kind, name, expected, actual, matched }: ConditionVerdict): string {
  const what = kind === 'path' ? 'path' : kind === 'queryParameter' ? `query parameter ${name}` : `${kind} ${name}`;
  return `${matched ? '✔' : '✘'} ${what}: ${expected}, is ${actual === null ? 'not there' : JSON.stringify(actual)}`;
}

function destinationLines({ trace, generated, place }: Answered): string[] {
  const lines = trace.destinations.flatMap(({ cluster, percent, outcome }) => {
    const answer = [outcome.status ?? outcome.connection, ...outcome.flags].join(' ');
    const rules = (generated.destinationRules.get(cluster) ?? []).map(
      (source) => `    DestinationRule ${place(source)}`,
    );
    return [`${clusterLabel(cluster)} ${formatPercent(percent)} → ${answer}  ${cluster}`, ...rules];
  });
  return section('destinations', lines);
}

function leftOutLines({ generated, place }: Answered): string[] {
  const told = generated.omissions.slice(0, MAX_TOLD).map(({ source, message, culprit }) => {
    const by = culprit ? ` (see ${place(culprit)})` : '';
    return `${place(source)}  ${message}${by}`;
  });
  const more = generated.omissions.length - told.length;
  return more > 0 ? [...told, `… and ${more} more (-o json has them all)`] : told;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}
