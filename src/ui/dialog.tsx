import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './controls.module.css';
import { useOpener } from './use-opener.ts';

type DialogProps = { title: string; isOpen: boolean; onClose: () => void; children: ReactNode };

/** A dialog over the page; its close button, Escape and a click outside close it. */
export function Dialog({ title, isOpen, onClose, children }: DialogProps) {
  const returnFocus = useOpener();
  return (
    <Primitive.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className={styles.overlay} />
        <Primitive.Content className={styles.dialog} aria-describedby={undefined} onCloseAutoFocus={returnFocus}>
          <Primitive.Title className={styles.dialogTitle}>{title}</Primitive.Title>
          <div className={styles.dialogBody}>{children}</div>
          <DialogClose />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** The way out of a dialog that can be seen: a phone has no Escape. It stands last, so that the focus begins with what the dialog is about. */
export function DialogClose() {
  return (
    <Primitive.Close asChild>
      <button type="button" className={`${styles.iconButton} ${styles.dialogClose}`} aria-label="Close" title="Close">
        <X size={15} aria-hidden />
      </button>
    </Primitive.Close>
  );
}
