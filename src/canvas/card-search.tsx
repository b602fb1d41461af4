import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { useWorkspace } from '../ui/use-workspace.tsx';
import { useCanvasActions } from './canvas-actions.ts';
import { cardName } from './card-name.ts';
import { findCards } from './find-cards.ts';
import styles from './canvas-tools.module.css';

/** Finds cards by any words of what they say, and goes to the chosen one. */
export function CardSearch({ onDone }: { onDone: () => void }) {
  const nodes = useWorkspace((state) => state.graph.nodes);
  const { goTo } = useCanvasActions();
  const list = useId();
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const hits = useMemo(() => findCards(nodes, words), [nodes, words]);
  const choose = (id: string) => {
    onDone();
    goTo(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const hit = hits[active];
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Enter' && hit) choose(hit.id);
    if (step === 0 || hits.length === 0) return;
    event.preventDefault();
    setActive((active + step + hits.length) % hits.length);
  };
  return (
    <div className={styles.search}>
      <input
        className={styles.input}
        role="combobox"
        aria-label="Find a card"
        aria-expanded={hits.length > 0}
        aria-controls={list}
        aria-activedescendant={hits[active] && `${list}-${active}`}
        placeholder="Host, rule, header, subset, label …"
        value={words}
        spellCheck={false}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul className={styles.hits} id={list} role="listbox" aria-label="Cards">
        {hits.map((hit, index) => (
          <li
            key={hit.id}
            id={`${list}-${index}`}
            className={styles.hit}
            role="option"
            aria-selected={index === active}
            ref={index === active ? (element) => element?.scrollIntoView({ block: 'nearest' }) : null}
            onClick={() => choose(hit.id)}
          >
            {cardName(hit)}
          </li>
        ))}
      </ul>
      {words !== '' && hits.length === 0 && <p className={styles.none}>No card says that.</p>}
    </div>
  );
}
