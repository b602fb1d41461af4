import { DropdownMenu as Primitive } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { keyLabel, type Action } from './action.ts';
import styles from './controls.module.css';

/** A menu that opens at its trigger. Its content: MenuItem, ActionItem, MenuHeading, MenuSeparator. */
export function Menu({ label, trigger, children }: { label: string; trigger: ReactElement; children: ReactNode }) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content className={styles.menu} aria-label={label} align="start" sideOffset={4} collisionPadding={8}>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

type ItemProps = { children: ReactNode; icon?: ReactNode; keys?: string; disabled?: boolean; onSelect: () => void };

/** A line of a menu that does something; `keys` are told beside it. */
export function MenuItem({ children, icon, keys, disabled, onSelect }: ItemProps) {
  return (
    <Primitive.Item className={styles.item} disabled={disabled ?? false} onSelect={onSelect}>
      {icon}
      <span>{children}</span>
      {keys && <kbd className={styles.key}>{keyLabel(keys)}</kbd>}
    </Primitive.Item>
  );
}

/** An action of the registry as a menu's line. */
export function ActionItem({ action }: { action: Action }) {
  const Icon = action.icon;
  return (
    <MenuItem
      icon={Icon && <Icon size={14} aria-hidden />}
      keys={action.keys?.[0]}
      disabled={action.disabled}
      onSelect={() => action.run?.()}
    >
      {action.label}
    </MenuItem>
  );
}

/** A heading above lines of a menu. */
export function MenuHeading({ children }: { children: ReactNode }) {
  return <Primitive.Label className={styles.heading}>{children}</Primitive.Label>;
}

/** A line between groups of a menu. */
export function MenuSeparator() {
  return <Primitive.Separator className={styles.separator} />;
}
