import { memo, useMemo } from 'react';
import { adjacencyOf } from '../graph/adjacency.ts';
import type { GraphNode, HostCard, RoutingGraph, RuleCard } from '../graph/graph.ts';
import { useWorkspace } from '../ui/use-workspace.tsx';
import { useCanvasActions } from './canvas-actions.ts';
import { cardName } from './card-name.ts';
import { rulesOf } from './rules-of-host.ts';
import { useQuiet } from './use-quiet.ts';
import styles from './outline.module.css';

/**
 * The drawing as a list: hosts, their rules in order, where each sends. Screen readers always have it; `isOpen` shows it to everybody. It follows when
 * things have been quiet for a moment, so that it never holds up a drag.
 */
export function Outline({ selected, isOpen }: { selected: string | null; isOpen: boolean }) {
  const graph = useQuiet(useWorkspace((state) => state.graph));
  const path = useQuiet(useWorkspace((state) => state.verdict?.path ?? null));
  return <Lines graph={graph} path={path} selected={selected} isOpen={isOpen} />;
}

const Lines = memo(function Lines({
  graph,
  path,
  selected,
  isOpen,
}: {
  graph: RoutingGraph;
  path: ReadonlySet<string> | null;
  selected: string | null;
  isOpen: boolean;
}) {
  const hosts = useMemo(() => graph.nodes.filter((node) => node.type === 'host'), [graph]);
  const others = useMemo(() => graph.nodes.filter((node) => node.type !== 'host' && node.type !== 'rule'), [graph]);
  return (
    <nav className={isOpen ? styles.outline : styles.hidden} aria-label="Outline of the canvas">
      <ul>
        {hosts.map((host) => (
          <HostItem
            key={host.id}
            host={host}
            rules={rulesOf(graph, host)}
            graph={graph}
            path={path}
            selected={selected}
            isOpen={isOpen}
          />
        ))}
        {others.map((card) => (
          <li key={card.id}>
            <Line card={card} isLit={path?.has(card.id) ?? false} isSelected={card.id === selected} isOpen={isOpen} />
          </li>
        ))}
      </ul>
    </nav>
  );
});

function HostItem({
  host,
  rules,
  graph,
  path,
  selected,
  isOpen,
}: {
  host: HostCard;
  rules: readonly RuleCard[];
  graph: RoutingGraph;
  path: ReadonlySet<string> | null;
  selected: string | null;
  isOpen: boolean;
}) {
  const line = (card: GraphNode) => (
    <Line card={card} isLit={path?.has(card.id) ?? false} isSelected={card.id === selected} isOpen={isOpen} />
  );
  return (
    <li>
      {line(host)}
      {rules.length > 0 && (
        <ol>
          {rules.map((rule) => (
            <li key={rule.id}>
              {line(rule)}
              {rule.owner === null ? null : <Targets rule={rule} graph={graph} />}
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

/** Problems of the destinations of a rule, which the rule itself does not say. */
function Targets({ rule, graph }: { rule: RuleCard; graph: RoutingGraph }) {
  const { node } = adjacencyOf(graph);
  const reasons = rule.weights.flatMap(({ target, label }) => {
    const card = node(target);
    return card?.reason && card.state === 'ghost' ? [`${label}: ${card.reason}`] : [];
  });
  return reasons.length > 0 && <p className={styles.problem}>{reasons.join('; ')}</p>;
}

const Line = memo(function Line({
  card,
  isLit,
  isSelected,
  isOpen,
}: {
  card: GraphNode;
  isLit: boolean;
  isSelected: boolean;
  isOpen: boolean;
}) {
  const { goTo } = useCanvasActions();
  return (
    <button
      type="button"
      className={styles.line}
      tabIndex={isOpen ? 0 : -1}
      aria-current={isSelected || undefined}
      data-lit={isLit || undefined}
      data-state={card.state}
      onClick={() => goTo(card.id)}
    >
      {cardName(card)}
      {isLit && <span className={styles.lit}>, on the way of the request</span>}
    </button>
  );
});
