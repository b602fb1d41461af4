import { fieldValue } from '../edits/condition-field.ts';
import type { Condition, ConditionField } from '../edits/routing-edit.ts';
import type { Chip } from '../graph/graph.ts';

export type Operator = 'exact' | 'prefix' | 'regex' | 'present';

/** A condition as a form holds it. */
export type ConditionDraft = {
  readonly on: ConditionField['on'];
  readonly name: string;
  readonly operator: Operator;
  readonly value: string;
};

type Kind = {
  readonly on: ConditionField['on'];
  readonly label: string;
  readonly shape: 'string' | 'map' | 'labels' | 'text' | 'flag';
};

/** What a match entry can ask, most asked first. */
export const conditionKinds: readonly Kind[] = [
  { on: 'uri', label: 'Path (uri)', shape: 'string' },
  { on: 'headers', label: 'Header', shape: 'map' },
  { on: 'method', label: 'Method', shape: 'string' },
  { on: 'queryParams', label: 'Query parameter', shape: 'map' },
  { on: 'withoutHeaders', label: 'Not: header', shape: 'map' },
  { on: 'authority', label: 'Host header (authority)', shape: 'string' },
  { on: 'scheme', label: 'Scheme', shape: 'string' },
  { on: 'ignoreUriCase', label: 'Ignore case of uri', shape: 'flag' },
  { on: 'port', label: 'Port of the listener', shape: 'text' },
  { on: 'sourceLabels', label: 'Caller has label', shape: 'labels' },
  { on: 'sourceNamespace', label: 'Caller is in namespace', shape: 'text' },
  { on: 'gateways', label: 'Caller comes via gateway', shape: 'text' },
];

/** What a condition at a field looks like. */
export function shapeOf(on: ConditionField['on']): Kind['shape'] {
  return conditionKinds.find((kind) => kind.on === on)?.shape ?? 'string';
}

/** Headers and query parameters can be asked for presence; everything else must have a value (istio-semantics 3.3). */
export function operatorsOf(on: ConditionField['on']): readonly Operator[] {
  const shape = shapeOf(on);
  if (shape === 'map') return ['exact', 'prefix', 'regex', 'present'];
  return shape === 'string' ? ['exact', 'prefix', 'regex'] : [];
}

export const emptyCondition: ConditionDraft = { on: 'uri', name: '', operator: 'prefix', value: '/' };

/** What an entry can still ask that has `taken` already: of a path, a method and the like there is one; headers and labels are told apart by name. */
export function freeKinds(taken: readonly ConditionField[]): readonly Kind[] {
  return conditionKinds.filter(({ on, shape }) => isNamed(shape) || taken.every((field) => field.on !== on));
}

function isNamed(shape: Kind['shape']): boolean {
  return shape === 'map' || shape === 'labels';
}

/** The draft that a form for a further condition begins with. */
export function firstDraft(kinds: readonly Kind[]): ConditionDraft {
  return ofKind(emptyCondition, kinds.some(({ on }) => on === 'uri') ? 'uri' : 'headers');
}

/** The draft after another kind is chosen. Between those that ask for a name, what is asked of it stays. */
export function ofKind(draft: ConditionDraft, on: ConditionField['on']): ConditionDraft {
  if (shapeOf(draft.on) === 'map' && shapeOf(on) === 'map') return { ...draft, on };
  const start = on === 'uri' ? emptyCondition : { ...emptyCondition, operator: 'exact' as const, value: '' };
  return { ...start, on, name: draft.name };
}

/** The draft that shows a chip in the form. */
export function draftOf(chip: Chip): ConditionDraft | null {
  if (!chip.field) return null;
  const name = 'name' in chip.field ? chip.field.name : '';
  const operator = chip.operator === 'is' ? 'exact' : chip.operator;
  return { on: chip.field.on, name, operator, value: chip.value };
}

/** The condition that the form means, or one sentence on what it still needs. */
export function conditionOf(draft: ConditionDraft): Condition | string {
  const { on, operator } = draft;
  const name = draft.name.trim();
  const value = draft.value.trim();
  switch (on) {
    case 'headers':
    case 'withoutHeaders':
    case 'queryParams':
      if (!name) return 'Give the name.';
      return { on, name: on === 'queryParams' ? name : name.toLowerCase(), value: stringMatch(operator, value) };
    case 'sourceLabels':
      return name ? { on, name, value } : 'Give the label.';
    case 'ignoreUriCase':
      return { on, value: true };
    case 'port':
      return /^\d+$/.test(value) ? { on, value: Number(value) } : 'A port is a number.';
    case 'gateways':
      return value ? { on, value: value.split(/[\s,]+/).filter(Boolean) } : 'Name a gateway, or mesh.';
    case 'sourceNamespace':
      return value ? { on, value } : 'Name a namespace.';
    default:
      return value ? { on, value: stringMatch(operator, value) } : 'Give the value.';
  }
}

function stringMatch(operator: Operator, value: string): Record<string, string> {
  return operator === 'present' ? {} : { [operator]: value };
}

/** A match entry that holds the condition alone. */
export function matchOf(condition: Condition): Record<string, unknown> {
  return { [condition.on]: fieldValue(condition) };
}
