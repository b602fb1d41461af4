import { useEffect } from 'react';
import { matchesKey, type Action } from '../ui/action.ts';

/** Keys of the registry. In a field or the editor only those that say so; the editor's own undo is the workspace's. */
export function useKeys(actions: readonly Action[]): void {
  useEffect(() => {
    const act = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const inField = isField(event.target);
      const action = actions.find(
        ({ run, disabled, inFields, keys }) =>
          run !== null &&
          !disabled &&
          (!inField || inFields) &&
          keys?.some(
            (chord) => chord !== 'Mod+V' && !(isSign(chord) && isBusy(event.target)) && matchesKey(event, chord),
          ),
      );
      if (!action) return;
      event.preventDefault();
      event.stopPropagation();
      action.run?.();
    };
    // The editor has meanings of its own for some of these keys, so there the registry is asked first.
    const actInEditor = (event: KeyboardEvent) => {
      if (event.target instanceof Element && event.target.closest('.monaco-editor')) act(event);
    };
    addEventListener('keydown', actInEditor, true);
    addEventListener('keydown', act);
    return () => {
      removeEventListener('keydown', actInEditor, true);
      removeEventListener('keydown', act);
    };
  }, [actions]);
}

/** Whether a chord is one key alone that also writes something. */
function isSign(chord: string): boolean {
  return chord.length === 1;
}

/** Whether single keys have a meaning of their own there: they choose in a menu, set a weight, or are not for what is behind a dialog. */
function isBusy(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[role="menu"], [role="dialog"], [role="slider"], [role="listbox"]') !== null
  );
}

/** Whether keys typed there are text. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, [role="textbox"], .monaco-editor') !== null)
  );
}
