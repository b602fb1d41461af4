import { useMemo } from 'react';
import type { DestinationCard, GraphNode } from '../graph/graph.ts';
import { writtenHost } from '../graph/host-name.ts';
import { useWorkspace } from '../ui/use-workspace.tsx';
import { TextInput } from './form.tsx';
import styles from './form.module.css';

/** A destination as a form holds it. */
export type DestinationDraft = { readonly host: string; readonly subset: string };

/** The destination that the form means; null while it names no host. */
export function destinationOf(draft: DestinationDraft): { readonly host: string; readonly subset?: string } | null {
  const host = draft.host.trim();
  const subset = draft.subset.trim();
  if (!host) return null;
  return subset ? { host, subset } : { host };
}

/** Host and subset; what the workspace knows is offered. `near` is the namespace of the object that will hold them. */
export function DestinationFields({
  draft,
  near,
  onChange,
}: {
  draft: DestinationDraft;
  near: string;
  onChange: (draft: DestinationDraft) => void;
}) {
  const nodes = useWorkspace((state) => state.graph.nodes);
  const known = useMemo(() => nodes.filter(isKnownDestination), [nodes]);
  const hosts = [...new Set(known.map((card) => writtenHost(card.host, near)))];
  const subsets = known.flatMap((card) => {
    const isMeant = card.host === draft.host || writtenHost(card.host, near) === draft.host;
    return isMeant && card.subset !== null ? [card.subset] : [];
  });
  return (
    <div className={styles.pair}>
      <TextInput
        label="Send to host"
        value={draft.host}
        placeholder="reviews"
        options={hosts}
        onChange={(host) => onChange({ ...draft, host })}
      />
      <TextInput
        label="Subset"
        value={draft.subset}
        placeholder="all pods"
        options={[...new Set(subsets)]}
        onChange={(subset) => onChange({ ...draft, subset })}
      />
    </div>
  );
}

function isKnownDestination(card: GraphNode): card is DestinationCard {
  return card.type === 'destination' && card.missing === null;
}
