import { useEffect } from 'react';
import { matchesKey, type Action } from '../ui/action.ts';

/** Keys of the registry. In a field or the editor only those that say so; the editor's own undo is the workspace's. */
export function useKeys(actions: readonly Action[]): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const inField = isField(event.target);
      const action = actions.find(
        ({ run, disabled, inFields, keys }) =>
          run !== null &&
          !disabled &&
          (!inField || inFields) &&
          keys?.some((chord) => chord !== 'Mod+V' && matchesKey(event, chord)),
      );
      if (!action) return;
      event.preventDefault();
      action.run?.();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [actions]);
}

/** Whether keys typed there are text. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, [role="textbox"], .monaco-editor') !== null)
  );
}
