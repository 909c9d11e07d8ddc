import { useRef } from 'react';
import { useStore } from 'zustand';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import type { ExportKind } from '../../state/files.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './ShareButton.module.css';

interface FileActionsProps {
  readonly app: Tracepad;
  readonly onDone: () => void;
  /** Copies the snippet that embeds the page as it is. */
  readonly embed: () => void;
  /** Told the address of a saved file on a host. */
  readonly onHosted: (url: string) => void;
}

const EXPORTS: readonly ExportKind[] = ['recording', 'trace-json', 'trace-binary', 'table-csv', 'predictions', 'picture-svg', 'picture-png', 'page-html'];

/** Files out of the page and into it, notes and the embedding snippet. */
export function FileActions({ app, onDone, embed, onHosted }: FileActionsProps) {
  const hasTrace = useStore(app.trace, (view) => view.loaded !== null);
  const file = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.actions}>
      <div className={styles.buttons}>
        {hasTrace && (
          <Button
            icon="note"
            data-testid="note-add"
            onClick={() => {
              app.notes.setState({ writing: true });
              onDone();
            }}
          >
            {TEXTS.notes.pin}
          </Button>
        )}
        <Button onClick={embed} data-testid="share-embed">
          {TEXTS.share.embed}
        </Button>
        <Button onClick={() => file.current?.click()} data-testid="share-open">
          {TEXTS.share.open}
        </Button>
        <input
          ref={file}
          type="file"
          hidden
          data-testid="share-file"
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            if (chosen !== undefined) void app.files.openFile(chosen);
            onDone();
          }}
        />
      </div>
      {hasTrace && (
        <details className={styles.files}>
          <summary>{TEXTS.share.save}</summary>
          <ul>
            {EXPORTS.map((kind) => (
              <li key={kind}>
                <Button look="quiet" onClick={() => void app.files.save(kind)} data-testid={`save-${kind}`}>
                  {TEXTS.share.files[kind]}
                </Button>
              </li>
            ))}
          </ul>
          <label className={styles.hosted}>
            {TEXTS.share.hosted}
            <input className={styles.field} type="url" placeholder={TEXTS.share.hostedPlaceholder} data-testid="share-hosted" onChange={(event) => onHosted(event.target.value)} />
          </label>
        </details>
      )}
    </div>
  );
}
