import { useEffect, useState } from 'react';
import { droppedFiles, plainFiles } from './file-access.ts';
import type { Session } from './session.ts';
import { isField } from './use-keys.ts';

/** Ctrl+V anywhere outside a field, and files and folders dropped anywhere, are taken in. Returns whether files are being dragged over the page. */
export function useImport(session: Session): boolean {
  const [isDropping, setDropping] = useState(false);
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (isField(event.target)) return;
      const files = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (files.length > 0) void session.takeFiles(plainFiles(files));
      else session.take(text, 'Pasted');
      event.preventDefault();
    };
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onDragOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setDropping(true);
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDropping(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setDropping(false);
      droppedFiles(event.dataTransfer).then(session.takeFiles, () =>
        session.workspace.notify('What was dropped could not be read.', 'refusal'),
      );
    };
    document.addEventListener('paste', onPaste);
    addEventListener('dragover', onDragOver);
    addEventListener('dragleave', onDragLeave);
    // Before the editor, which would take a dropped file as a path to insert.
    addEventListener('drop', onDrop, { capture: true });
    return () => {
      document.removeEventListener('paste', onPaste);
      removeEventListener('dragover', onDragOver);
      removeEventListener('dragleave', onDragLeave);
      removeEventListener('drop', onDrop, { capture: true });
    };
  }, [session]);
  return isDropping;
}
