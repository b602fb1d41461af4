import { useMemo, useState } from 'react';
import { newVirtualService } from '../edits/new-objects.ts';
import type { RoutingEdit } from '../edits/routing-edit.ts';
import { adjacencyOf } from '../graph/adjacency.ts';
import type { HostCard, RoutingGraph, RuleCard } from '../graph/graph.ts';
import { writtenHost } from '../graph/host-name.ts';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { conditionOf, emptyCondition, matchOf } from './condition-draft.ts';
import { ConditionFields } from './condition-fields.tsx';
import { DestinationFields, destinationOf } from './destination-fields.tsx';
import type { Source } from './card-data.ts';
import { Form, TextInput } from './form.tsx';
import { namespaceOf } from './object-name.ts';
import styles from './form.module.css';

/** An http rule as the form writes it. */
type NewRule = Extract<RoutingEdit, { type: 'addRule' }>['rule'];

/** Adds a rule for a host: to its VirtualService, or with a new one. */
export function HostRuleForm({ host, onDone }: { host: HostCard; onDone: () => void }) {
  const graph = useWorkspace((state) => state.graph);
  const owner = useMemo(() => virtualServiceOf(graph, host), [graph, host]);
  const name = host.names[0] ?? host.title;
  const write = (rule: NewRule): RoutingEdit => {
    if (owner) return { type: 'addRule', virtualService: owner.source, rule };
    const fresh = newVirtualService(name);
    // Behind the new rule everything else goes where it went before.
    return { type: 'addDocument', value: { ...fresh, spec: { ...fresh.spec, http: [rule, ...fresh.spec.http] } } };
  };
  return (
    <RuleForm
      heading={`New rule for ${host.title}`}
      near={owner ? namespaceOf(owner.name) : namespaceOf(name.split('.').slice(0, 2).toReversed().join('/'))}
      host={(owner && firstTarget(graph, owner.name)) ?? (name.startsWith('*') ? '' : name)}
      hint={
        owner ? 'It goes before the first rule that takes everything.' : `A VirtualService for ${host.title} is added.`
      }
      write={write}
      onDone={onDone}
    />
  );
}

/** Adds a rule to the VirtualService of another rule, at a place among its rules. */
export function RuleAtForm({ beside, index, onDone }: { beside: RuleCard; index: number; onDone: () => void }) {
  const near = namespaceOf(beside.owner?.name ?? '');
  const target = useWorkspace((state) => adjacencyOf(state.graph).node(beside.weights[0]?.target ?? ''));
  const { owner } = beside;
  if (!owner) return null;
  return (
    <RuleForm
      heading={`New rule ${index + 1}`}
      near={near}
      host={target?.type === 'destination' ? target.host : ''}
      hint={null}
      write={(rule) => ({ type: 'addRule', virtualService: owner.source, rule, index })}
      onDone={onDone}
    />
  );
}

function RuleForm({
  heading,
  near,
  host,
  hint,
  write,
  onDone,
}: {
  heading: string;
  /** The namespace of the VirtualService. */
  near: string;
  /** Where it sends, unless one says otherwise. */
  host: string;
  hint: string | null;
  write: (rule: NewRule) => RoutingEdit;
  onDone: () => void;
}) {
  const workspace = useWorkspaceApi();
  const [name, setName] = useState('');
  const [takesAll, setTakesAll] = useState(false);
  const [condition, setCondition] = useState(emptyCondition);
  const [destination, setDestination] = useState({ host: writtenHost(host, near), subset: '' });
  const [problem, setProblem] = useState<string | null>(null);
  const submit = () => {
    const asked = takesAll ? null : conditionOf(condition);
    if (typeof asked === 'string') return setProblem(asked);
    const target = destinationOf(destination);
    if (!target) return setProblem('Name the host that it sends to.');
    const refusal = workspace.propose(
      write({
        ...(name.trim() && { name: name.trim() }),
        ...(asked && { match: [matchOf(asked)] }),
        route: [{ destination: target }],
      }),
    );
    if (refusal) setProblem(refusal.message);
    else onDone();
  };
  return (
    <Form heading={heading} submit="Add" problem={problem} onSubmit={submit}>
      {!takesAll && <ConditionFields draft={condition} onChange={setCondition} />}
      <label className={styles.check}>
        <input type="checkbox" checked={takesAll} onChange={(event) => setTakesAll(event.currentTarget.checked)} />
        takes everything
      </label>
      <DestinationFields draft={destination} near={near} onChange={setDestination} />
      <TextInput label="Name (optional)" value={name} placeholder="internal-testers" onChange={setName} />
      {hint && <p className={styles.hint}>{hint}</p>}
    </Form>
  );
}

/** Where the first rule of a VirtualService that sends somewhere sends: the host that is called, at a gateway above all, need not be one that answers. */
function firstTarget(graph: RoutingGraph, owner: string): string | null {
  const { node } = adjacencyOf(graph);
  for (const rule of graph.nodes) {
    const target = rule.type === 'rule' && rule.owner?.name === owner ? node(rule.weights[0]?.target ?? '') : null;
    if (target?.type === 'destination') return target.host;
  }
  return null;
}

/** The VirtualService that holds the rules of a host, found through them or, where it has none yet, through the card itself. */
function virtualServiceOf(
  graph: RoutingGraph,
  host: HostCard,
): { readonly source: Source; readonly name: string } | null {
  const adjacency = adjacencyOf(graph);
  for (const edge of adjacency.from(host.id)) {
    const rule = adjacency.node(edge.to);
    if (rule?.type === 'rule' && rule.owner?.kind === 'VirtualService') return rule.owner;
  }
  const isOwner = host.owner?.startsWith('VirtualService') && host.source && !host.source.path.includes('hosts');
  return isOwner && host.source ? { source: host.source, name: host.owner ?? '' } : null;
}
