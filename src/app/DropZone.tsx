import { useEffect, useState } from 'react';
import { droppedModel } from '../state/other-models.ts';
import { TEXTS } from '../state/texts.ts';
import type { Tracepad } from '../state/tracepad.ts';
import styles from './DropZone.module.css';

/** Takes programs, traces, recordings and the folders of models that are dropped anywhere on the page. The same can be done by Share → Open a file. */
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
        // Only while the event is handled do its items tell what they are.
        const entries = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
        const open = async (): Promise<void> => {
          const model = await droppedModel(entries);
          if (model !== null) await app.otherModels.open(model);
          else if (file !== undefined) await app.files.openFile(file);
        };
        void app.idle.during('share', open());
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
