import { ArrowDown, Check, Minus, WandSparkles, X } from 'lucide-react';
import { memo, useEffect, useRef, useState } from 'react';
import type { ConfigSource, Route } from '../envoy/config.ts';
import type { ConditionVerdict, RouteVerdict } from '../envoy/trace.ts';
import { ruleOf } from '../routetest/verdict-words.ts';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { nearMiss } from '../workspace/near-miss.ts';
import { sourceLine } from '../workspace/source-line.ts';
import panel from './panel.module.css';
import styles from './trace-panel.module.css';

/** Every rule of the host in order: the one that won, those asked before it with each condition, those that nobody asked any more. */
export const RulesStage = memo(function RulesStage({ verdicts }: { verdicts: readonly RouteVerdict[] }) {
  const workspace = useWorkspaceApi();
  const [isAll, setAll] = useState(false);
  const winnerRow = useRef<HTMLLIElement>(null);
  if (verdicts.length === 0) return null;
  const shown = isAll ? verdicts : verdicts.filter((verdict) => verdict.matched || verdict.index < FIRST_RULES);
  const winner = shown.findIndex((verdict) => verdict.matched);
  return (
    <section className={panel.section} aria-label="Rules in order">
      <div className={styles.lead}>
        <h2>Rules in order</h2>
        {winner > 0 && shown[winner] && <WinnerLink name={routeName(shown[winner].route)} onGo={goToWinner} />}
      </div>
      <ol className={panel.list}>
        {shown.map((verdict) => {
          const { source } = verdict.route;
          return (
            <li
              key={verdict.index}
              ref={verdict.matched ? winnerRow : undefined}
              className={verdict.matched ? styles.winner : undefined}
            >
              <button
                type="button"
                className={panel.row}
                disabled={!source}
                onClick={() => source && workspace.selectSource(source, 'panel')}
              >
                <RuleSign verdict={verdict} />
                <span>
                  {routeName(verdict.route)}
                  {entryOf(source)}
                  {!verdict.asked && <span className={panel.quiet}> not asked: an earlier one won</span>}
                  <Conditions conditions={verdict.conditions} />
                </span>
                <Line source={source} />
              </button>
              {!verdict.matched && verdict.index < NEAR_MISSES && <NearMiss route={verdict.route} />}
            </li>
          );
        })}
      </ol>
      {shown.length < verdicts.length && (
        <button type="button" className={panel.link} onClick={() => setAll(true)}>
          and {verdicts.length - shown.length} more
        </button>
      )}
    </section>
  );

  function goToWinner() {
    // Where it is in view already, nothing moves.
    winnerRow.current?.scrollIntoView({ block: 'nearest' });
    winnerRow.current?.querySelector('button')?.focus({ preventScroll: true });
  }
});

/**
 * Leads to the rule that won, which may stand far below those that were asked before it. The panel does not scroll there by itself: with each keystroke in
 * the request bar its other columns would go out of sight.
 */
function WinnerLink({ name, onGo }: { name: string; onGo: () => void }) {
  return (
    <button type="button" className={panel.link} onClick={onGo}>
      <ArrowDown size={12} aria-hidden /> {name} won
    </button>
  );
}

/** What a route is called: the rule that made it, by its place and name. */
function routeName({ name, source }: Route): string {
  const rule = ruleOf(source);
  const quoted = name && name !== 'default' ? `“${name}”` : '';
  return rule ? `Rule ${rule.order} ${quoted}`.trimEnd() : quoted || 'Default route';
}

/** Which entry of a rule's `match` a route is: each is a route of its own. */
function entryOf(source: Route['source']): string {
  const [field, entry] = source?.path.slice(-2) ?? [];
  return field === 'match' && typeof entry === 'number' && entry > 0 ? `, match ${entry + 1}` : '';
}

/** A host can have thousands of rules: these many come at first, and the one that won. */
const FIRST_RULES = 30;

/** Rules further down a long list are not offered a way to win: each offer is a request that is routed. */
const NEAR_MISSES = FIRST_RULES;

/** How long a question must stand before rules are asked what would make them win: each offer is a request that is routed. */
const SETTLED = 150;

/** The smallest change of the request that would make a rule win, one click away. */
function NearMiss({ route }: { route: Route }) {
  const workspace = useWorkspaceApi();
  const [offer, setOffer] = useState<ReturnType<typeof nearMiss>>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setOffer(nearMiss(workspace.store.getState(), route)), SETTLED);
    };
    look();
    const stop = workspace.store.subscribe((state, before) => {
      if (state.verdict !== before.verdict) look();
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [workspace, route]);
  if (!offer) return null;
  return (
    <button type="button" className={styles.nearMiss} onClick={() => workspace.ask(offer.ask)}>
      <WandSparkles size={12} aria-hidden /> would win with {offer.change}
    </button>
  );
}

function RuleSign({ verdict }: { verdict: RouteVerdict }) {
  if (!verdict.asked) return <Minus size={14} className={panel.quiet} aria-label="not asked" />;
  return verdict.matched ? (
    <Check size={14} className={panel.good} aria-label="matches" />
  ) : (
    <X size={14} className={panel.bad} aria-label="does not match" />
  );
}

function Conditions({ conditions }: { conditions: readonly ConditionVerdict[] }) {
  return (
    <ul className={styles.conditions}>
      {conditions.map((condition) => (
        <li key={`${condition.kind} ${condition.name} ${condition.expected}`} className={styles.condition}>
          <span className={`${styles.mark} ${condition.matched ? panel.good : panel.bad}`}>
            {condition.matched ? '✓' : '✗'}
          </span>
          <span>
            {condition.name} <code>{condition.expected}</code>
            {' — '}
            {condition.actual === null ? (
              'the request has none'
            ) : (
              <code>{condition.actual === '' ? '(empty)' : condition.actual}</code>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Line({ source }: { source: ConfigSource | undefined }) {
  const line = useWorkspace((state) => source && sourceLine(state.stream, source));
  return <span className={panel.quiet}>{line ? `line ${line}` : ''}</span>;
}
