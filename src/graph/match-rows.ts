import type { MatchField } from '../istio/match-field.ts';
import { sourceInside, type Source } from '../istio/source.ts';
import type { HTTPMatchRequest, L4MatchAttributes, StringMatch, TLSMatchAttributes } from '../istio/virtual-service.ts';
import type { Chip, MatchRow } from './graph.ts';

const stringFields = ['uri', 'scheme', 'method', 'authority'] as const;
const maps = [
  { on: 'headers', label: 'header', negated: false },
  { on: 'withoutHeaders', label: 'header', negated: true },
  { on: 'queryParams', label: 'query', negated: false },
] as const;

/** The rows of an http rule's card: one per match entry (OR), a chip per condition (AND). */
export function httpMatchRows(match: readonly HTTPMatchRequest[] | undefined, rule: Source): MatchRow[] {
  return (match ?? []).map((entry, index) => {
    const source = sourceInside(rule, 'match', index);
    return row(source, httpChips(entry, source), entry.name ?? null);
  });
}

/** The rows of a tls or tcp rule's card. */
export function l4MatchRows(
  match: readonly (TLSMatchAttributes | L4MatchAttributes)[] | undefined,
  rule: Source,
): MatchRow[] {
  return (match ?? []).map((entry, index) => {
    const source = sourceInside(rule, 'match', index);
    return row(source, [...connectionChips(entry, source), ...callerChips(entry, source)], null);
  });
}

function row(source: Source, chips: readonly Chip[], name: string | null): MatchRow {
  return { source, chips, name, alarm: chips.length === 0, omitted: null };
}

function httpChips(entry: HTTPMatchRequest, source: Source): Chip[] {
  const chips: Chip[] = [];
  for (const on of stringFields) {
    const match = entry[on];
    if (match) chips.push(stringChip(on, match, { on }, sourceInside(source, on), false));
  }
  if (entry.ignoreUriCase) {
    chips.push(plainChip('ignore case', 'of uri', { on: 'ignoreUriCase' }, sourceInside(source, 'ignoreUriCase')));
  }
  for (const { on, label, negated } of maps) {
    for (const [name, match] of Object.entries(entry[on] ?? {})) {
      chips.push(stringChip(`${label} ${name}`, match, { on, name }, sourceInside(source, on, name), negated));
    }
  }
  return [...chips, ...callerChips(entry, source)];
}

/** A string match as a chip; none of exact, prefix and regex asks for presence (istio-semantics 3.3). */
function stringChip(label: string, match: StringMatch, field: MatchField, source: Source, negated: boolean): Chip {
  if (match.exact !== undefined) return { label, operator: 'exact', value: match.exact, negated, field, source };
  if (match.prefix !== undefined) return { label, operator: 'prefix', value: match.prefix, negated, field, source };
  if (match.regex !== undefined) return { label, operator: 'regex', value: match.regex, negated, field, source };
  return { label, operator: 'present', value: '', negated, field, source };
}

function plainChip(label: string, value: string, field: MatchField | null, source: Source): Chip {
  return { label, operator: 'is', value, negated: false, field, source };
}

/** The static conditions: what the caller and its listener must be (istio-semantics 0.1). */
function callerChips(entry: HTTPMatchRequest | TLSMatchAttributes | L4MatchAttributes, source: Source): Chip[] {
  const chips: Chip[] = [];
  if (entry.port !== undefined) {
    chips.push(plainChip('port', String(entry.port), { on: 'port' }, sourceInside(source, 'port')));
  }
  for (const [name, value] of Object.entries(entry.sourceLabels ?? {})) {
    const field = { on: 'sourceLabels', name } as const;
    chips.push(plainChip(`caller ${name}`, value, field, sourceInside(source, 'sourceLabels', name)));
  }
  if (entry.sourceNamespace !== undefined) {
    const at = sourceInside(source, 'sourceNamespace');
    chips.push(plainChip('caller in', entry.sourceNamespace, { on: 'sourceNamespace' }, at));
  }
  if (entry.gateways?.length) {
    chips.push(plainChip('via', entry.gateways.join(', '), { on: 'gateways' }, sourceInside(source, 'gateways')));
  }
  return chips;
}

function connectionChips(entry: TLSMatchAttributes | L4MatchAttributes, source: Source): Chip[] {
  const chips: Chip[] = [];
  if ('sniHosts' in entry) {
    chips.push(plainChip('SNI', entry.sniHosts.join(', '), null, sourceInside(source, 'sniHosts')));
  }
  if (entry.destinationSubnets?.length) {
    const at = sourceInside(source, 'destinationSubnets');
    chips.push(plainChip('to', entry.destinationSubnets.join(', '), null, at));
  }
  if ('sourceSubnet' in entry && entry.sourceSubnet !== undefined) {
    chips.push(plainChip('from', entry.sourceSubnet, null, sourceInside(source, 'sourceSubnet')));
  }
  return chips;
}
