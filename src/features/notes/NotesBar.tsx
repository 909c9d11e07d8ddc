import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { nextNote, noteAt, writeNote, type Note } from '../../state/notes-store.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import styles from './NotesBar.module.css';

interface NotesBarProps {
  readonly app: Tracepad;
  /** The tour alone: notes are not to be changed. */
  readonly readOnly?: boolean;
}

/** The note of the step on the page, and the way to the notes before and after it. Not there where there are no notes. */
export function NotesBar({ app, readOnly = false }: NotesBarProps) {
  const { notes, writing } = useStore(app.notes);
  const view = useStore(app.trace);
  if (view.loaded === null || (notes.length === 0 && !writing)) return null;
  const note = noteAt(notes, view);
  if (writing) return <NoteField key={view.step} app={app} text={note?.text ?? ''} />;
  const before = nextNote(notes, view, -1);
  const after = nextNote(notes, view, 1);
  return (
    <section className={styles.bar} aria-label={TEXTS.notes.title} data-testid="notes">
      <span className={styles.place} data-testid="note-place">
        {note === null ? `${TEXTS.notes.title}: ${notes.length}` : `${TEXTS.notes.note} ${notes.indexOf(note) + 1} / ${notes.length}`}
      </span>
      <IconButton icon="back" label={TEXTS.notes.previous} disabled={before === null} onClick={() => goTo(app, before)} />
      <IconButton icon="forward" label={TEXTS.notes.next} disabled={after === null} onClick={() => goTo(app, after)} />
      <p className={styles.text} role="status" data-testid="note-text">
        {note?.text ?? ''}
      </p>
      {!readOnly && (
        <Button look="quiet" icon="note" onClick={() => app.notes.setState({ writing: true })}>
          {note === null ? TEXTS.notes.add : TEXTS.notes.edit}
        </Button>
      )}
      {!readOnly && note !== null && <IconButton icon="close" label={TEXTS.notes.remove} onClick={() => writeNote(app.notes, view, '')} />}
    </section>
  );
}

function goTo(app: Tracepad, note: Note | null): void {
  if (note === null) return;
  app.navigation.setGranularity(note.granularity);
  app.navigation.goTo(note.step);
}

function NoteField({ app, text }: Pick<NotesBarProps, 'app'> & { readonly text: string }) {
  const [value, setValue] = useState(text);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const keep = (): void => writeNote(app.notes, app.trace.getState(), value);
  return (
    <form
      className={styles.bar}
      aria-label={TEXTS.notes.title}
      data-testid="notes"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <input
        ref={field}
        className={styles.field}
        value={value}
        maxLength={1000}
        aria-label={TEXTS.notes.field}
        placeholder={TEXTS.notes.placeholder}
        data-testid="note-field"
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') app.notes.setState({ writing: false });
        }}
      />
      <Button look="primary" type="submit">
        {TEXTS.notes.keep}
      </Button>
      <Button look="quiet" onClick={() => app.notes.setState({ writing: false })}>
        {TEXTS.notes.cancel}
      </Button>
    </form>
  );
}
