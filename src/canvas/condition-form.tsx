import { useState } from 'react';
import { isSameField } from '../edits/condition-field.ts';
import type { ConditionField, RoutingEdit } from '../edits/routing-edit.ts';
import type { Chip } from '../graph/graph.ts';
import { useWorkspaceApi } from '../ui/use-workspace.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { conditionOf, draftOf, firstDraft, freeKinds, matchOf } from './condition-draft.ts';
import type { Source } from './card-data.ts';
import { Form } from './form.tsx';

/** Where the condition goes: into a match entry (in place of `chip`, where given), or into an entry of its own. */
export type ConditionTarget =
  | {
      readonly match: Source;
      readonly chip?: Chip;
      /** What else the entry asks. */
      readonly taken: readonly ConditionField[];
    }
  | {
      readonly rule: Source;
      /** How many entries the rule has. */
      readonly entries: number;
    };

/** Adds, changes or removes a condition. */
export function ConditionForm({ target, onDone }: { target: ConditionTarget; onDone: () => void }) {
  const workspace = useWorkspaceApi();
  const chip = 'match' in target ? target.chip : undefined;
  const taken = 'match' in target ? target.taken : [];
  const kinds = freeKinds(taken);
  const [draft, setDraft] = useState((chip && draftOf(chip)) ?? firstDraft(kinds));
  const [problem, setProblem] = useState<string | null>(null);
  const dispatch = (edit: RoutingEdit) => {
    const refusal = workspace.propose(edit);
    if (refusal) setProblem(refusal.message);
    else onDone();
  };
  const submit = () => {
    const condition = conditionOf(draft);
    if (typeof condition === 'string') return setProblem(condition);
    if (taken.some((field) => isSameField(field, condition))) {
      return setProblem(`The entry asks for this already: change ${namedIn(condition)} instead.`);
    }
    if (!('match' in target)) return dispatch({ type: 'addMatch', rule: target.rule, match: matchOf(condition) });
    // A condition that now asks for something else takes the place of the old one.
    const replaces = chip?.field ?? undefined;
    dispatch({ type: 'setCondition', match: target.match, condition, ...(replaces && { replaces }) });
  };
  const remove = () => {
    if ('match' in target && chip?.field) {
      dispatch({ type: 'removeCondition', match: target.match, field: chip.field });
    }
  };
  const heading = chip ? 'Condition' : headingOf(target);
  return (
    <Form
      heading={heading}
      submit={chip ? 'Change' : 'Add'}
      problem={problem}
      onSubmit={submit}
      onRemove={chip ? remove : undefined}
    >
      <ConditionFields draft={draft} kinds={kinds} onChange={setDraft} />
    </Form>
  );
}

/** What a further condition does to the requests that the rule takes: fewer, more, or for the first time not all. */
function headingOf(target: ConditionTarget): string {
  if ('match' in target) return 'and …';
  return target.entries === 0 ? 'only where …' : 'or where …';
}

function namedIn(field: ConditionField): string {
  return 'name' in field ? `that of \`${field.name}\`` : 'that';
}
