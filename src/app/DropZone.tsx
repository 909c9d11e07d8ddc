import { useEffect, useState } from 'react';
import { TEXTS } from '../state/texts.ts';
import type { Tracepad } from '../state/tracepad.ts';
import styles from './DropZone.module.css';

/** Takes programs, traces and recordings that are dropped anywhere on the page. The same can be done by Share → Open a file. */
export function DropZone({ app }: { readonly app: Tracepad }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const listeners = new AbortController();
    const { signal } = listeners;
    addEventListener(
      'dragover',
      (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      { signal },
    );
    addEventListener('dragleave', (event) => (event.relatedTarget === null ? setOver(false) : undefined), { signal });
    addEventListener(
      'drop',
      (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer?.files ?? [];
        if (file !== undefined) void app.idle.during('share', app.files.openFile(file));
      },
      // Before the editor, which would take the text of the file.
      { signal, capture: true },
    );
    return () => listeners.abort();
  }, [app]);
  return over ? (
    <div className={styles.zone} aria-hidden="true">
      <p>{TEXTS.share.drop}</p>
    </div>
  ) : null;
}
