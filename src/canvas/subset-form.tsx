import { useState } from 'react';
import { newDestinationRule } from '../edits/new-objects.ts';
import { parseLabels } from '../edits/parse-labels.ts';
import type { DestinationCard } from '../graph/graph.ts';
import { useWorkspaceApi } from '../ui/use-workspace.tsx';
import { Form, TextInput } from './form.tsx';
import styles from './form.module.css';

/** Adds a subset to the DestinationRule of a host, or writes the DestinationRule where there is none. */
export function SubsetForm({ destination, onDone }: { destination: DestinationCard; onDone: () => void }) {
  const workspace = useWorkspaceApi();
  const [name, setName] = useState('');
  // Until someone writes labels, they follow the name, as is the custom.
  const [written, setWritten] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const labelsText = written ?? (name && `version=${name}`);
  const submit = () => {
    const labels = parseLabels(labelsText);
    if (!name.trim()) return setProblem('Give the subset a name.');
    if (!labels) return setProblem('Labels are written as key=value, with commas between them.');
    const subset = { name: name.trim(), labels };
    const refusal = destination.destinationRule
      ? workspace.propose({ type: 'addSubset', destinationRule: destination.destinationRule, ...subset })
      : workspace.propose({ type: 'addDocument', value: newDestinationRule(destination.host, [subset]) });
    if (refusal) setProblem(refusal.message);
    else onDone();
  };
  return (
    <Form heading="New subset" submit="Add" problem={problem} onSubmit={submit}>
      <TextInput label="Name" value={name} placeholder="v2" onChange={setName} />
      <TextInput label="Labels of its pods" value={labelsText} placeholder="version=v2" onChange={setWritten} />
      {!destination.destinationRule && (
        <p className={styles.hint}>A DestinationRule for {destination.host} is added to the text.</p>
      )}
    </Form>
  );
}
