import { Command } from 'cmdk';
import { Dialog as Primitive } from 'radix-ui';
import { useState } from 'react';
import { keyLabel, type Action } from './action.ts';
import styles from './command-palette.module.css';
import controls from './controls.module.css';
import { DialogClose } from './dialog.tsx';
import { wordScore } from './word-score.ts';
import { useOpener } from './use-opener.ts';

type PaletteProps = {
  actions: readonly Action[];
  /** Further lines, such as the cards of the canvas, found by their label only. */
  places: readonly Action[];
  isOpen: boolean;
  /** What was typed before the palette was there. */
  typed: () => string;
  onClose: () => void;
};

/** Everything that can be done or gone to, found by typing. */
export function CommandPalette({ actions, places, isOpen, typed, onClose }: PaletteProps) {
  const [search, setSearch] = useState('');
  const returnFocus = useOpener();
  const runnable = actions.filter(({ run }) => run !== null);
  const groups = [...new Set(runnable.map(({ group }) => group))];
  const run = (action: Action) => {
    onClose();
    action.run?.();
  };
  return (
    <Primitive.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className={controls.overlay} />
        <Primitive.Content className={controls.dialog} aria-describedby={undefined} onCloseAutoFocus={returnFocus}>
          <Primitive.Title className={controls.hidden}>Command palette</Primitive.Title>
          <Command label="Command palette" loop filter={score}>
            <Command.Input
              className={styles.input}
              value={search}
              onValueChange={setSearch}
              onFocus={() => setSearch((text) => typed() + text)}
              placeholder="Type what you want to do, or a host, rule or workload"
              autoFocus
            />
            <Command.List className={styles.list}>
              <Command.Empty className={styles.empty}>Nothing by that name.</Command.Empty>
              {groups.map((group) => (
                <Command.Group key={group} heading={group} className={styles.group}>
                  {runnable
                    .filter((action) => action.group === group)
                    .map((action) => (
                      <Line key={action.id} action={action} onSelect={() => run(action)} />
                    ))}
                </Command.Group>
              ))}
              {places.length > 0 && (
                <Command.Group heading="On the canvas" className={styles.group}>
                  {places.map((place) => (
                    <Line key={place.id} action={place} onSelect={() => run(place)} />
                  ))}
                </Command.Group>
              )}
            </Command.List>
          </Command>
          <DialogClose />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function score(_: string, search: string, [label = '', ...also]: string[] = []): number {
  return wordScore(label, search, also);
}

function Line({ action, onSelect }: { action: Action; onSelect: () => void }) {
  const Icon = action.icon;
  return (
    <Command.Item
      className={styles.line}
      value={action.id}
      keywords={[action.label, ...(action.also ?? [])]}
      disabled={action.disabled ?? false}
      onSelect={onSelect}
    >
      <span className={styles.icon}>{Icon && <Icon size={14} aria-hidden />}</span>
      <span>{action.label}</span>
      {action.keys?.[0] && <kbd className={controls.key}>{keyLabel(action.keys[0])}</kbd>}
    </Command.Item>
  );
}
