import { useState } from 'react';
import type { RuleCard } from '../graph/graph.ts';
import { useWorkspaceApi } from '../ui/use-workspace.tsx';
import { DestinationFields, destinationOf } from './destination-fields.tsx';
import { Form } from './form.tsx';
import { namespaceOf } from './object-name.ts';

/** Adds a destination to a rule; it starts without traffic. */
export function DestinationForm({ rule, onDone }: { rule: RuleCard; onDone: () => void }) {
  const workspace = useWorkspaceApi();
  const [draft, setDraft] = useState({ host: '', subset: '' });
  const [problem, setProblem] = useState<string | null>(null);
  const submit = () => {
    const destination = destinationOf(draft);
    if (!destination) return setProblem('Name a host.');
    if (!rule.source) return onDone();
    const refusal = workspace.propose({ type: 'addDestination', rule: rule.source, destination: { destination } });
    if (refusal) setProblem(refusal.message);
    else onDone();
  };
  return (
    <Form heading="New destination" submit="Add" problem={problem} onSubmit={submit}>
      <DestinationFields draft={draft} near={namespaceOf(rule.owner?.name ?? '')} onChange={setDraft} />
    </Form>
  );
}
