import { useId, useRef, useState, type SubmitEvent } from 'react';
import { Dialog } from '@base-ui/react/dialog';
import { applyEdits, editableGroups, type EditableField, type EditFaults } from '../../state/edited-state.ts';
import { TEXTS } from '../../state/texts.ts';
import type { PrintedState } from '../../trace/printed-state.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import popup from '../../ui/popup.module.css';
import styles from './ForkMenu.module.css';

interface EditStateDialogProps {
  readonly real: PrintedState;
  readonly predicted: PrintedState | null;
  /** From 0. */
  readonly step: number;
  readonly onClose: () => void;
  readonly onFork: (start: PrintedState) => void;
}

const NO_FAULTS: EditFaults = new Map();

/** Every variable of a state in a field of its own; a text that is no Python literal is refused, with the reason. */
export function EditStateDialog({ real, predicted, step, onClose, onFork }: EditStateDialogProps) {
  const form = useRef<HTMLFormElement>(null);
  const [base, setBase] = useState<'real' | 'predicted'>('real');
  const [edits, setEdits] = useState<ReadonlyMap<string, string>>(new Map());
  const [faults, setFaults] = useState(NO_FAULTS);
  const state = base === 'predicted' && predicted !== null ? predicted : real;
  const groups = editableGroups(state);
  const texts = TEXTS.fork;

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const made = applyEdits(state, edits);
    if (made.ok) {
      onFork(made.value);
      return;
    }
    setFaults(made.error);
    const [first] = made.error.keys();
    const field = [...event.currentTarget.querySelectorAll('input')].find((input) => input.name === first);
    field?.focus();
  };
  const edit = (key: string, text: string): void => {
    setEdits(new Map(edits).set(key, text));
    if (faults.has(key)) setFaults(new Map([...faults].filter(([faulty]) => faulty !== key)));
  };

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={popup.backdrop} />
        <Dialog.Popup initialFocus={() => form.current?.querySelector('input') ?? true} className={popup.dialog} data-testid="edit-state">
          <header className={popup.header}>
            <Dialog.Title className={popup.title}>
              {texts.editTitle} {step + 1}
            </Dialog.Title>
            <Dialog.Close render={<IconButton icon="close" label={TEXTS.help.close} />} />
          </header>
          <form ref={form} className={styles.form} onSubmit={submit} noValidate>
            <Dialog.Description className={styles.description}>{texts.editIntro}</Dialog.Description>
            {predicted !== null && (
              <Segmented
                label={texts.editBase}
                value={base}
                choices={[
                  { value: 'real', label: texts.baseTrue },
                  { value: 'predicted', label: texts.basePredicted },
                ]}
                onChange={(next) => {
                  setBase(next);
                  setEdits(new Map());
                  setFaults(NO_FAULTS);
                }}
              />
            )}
            {groups.length === 0 && <p className={styles.description}>{texts.nothingToEdit}</p>}
            {groups.map((group) => (
              <fieldset key={`${base} ${group.key}`} className={styles.group}>
                <legend>{group.title === '' ? TEXTS.states.globals : group.title}</legend>
                {group.fields.map((field) => (
                  <Field key={field.key} field={field} text={edits.get(field.key) ?? field.value} fault={faults.get(field.key)?.message ?? null} onEdit={edit} />
                ))}
              </fieldset>
            ))}
            <footer className={styles.actions}>
              <Button onClick={onClose}>{texts.cancel}</Button>
              <Button type="submit" look="primary" data-testid="edit-continue">
                {texts.goOn}
              </Button>
            </footer>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface FieldProps {
  readonly field: EditableField;
  readonly text: string;
  readonly fault: string | null;
  readonly onEdit: (key: string, text: string) => void;
}

function Field({ field, text, fault, onEdit }: FieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{field.name}</label>
      <div>
        <input
          id={id}
          name={field.key}
          value={text}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={fault !== null}
          aria-describedby={fault === null ? undefined : `${id}-fault`}
          data-edited={text !== field.value || undefined}
          onChange={(event) => onEdit(field.key, event.target.value)}
        />
        {fault !== null && (
          <p id={`${id}-fault`} className={styles.fault} role="alert">
            <Icon name="damaged" size={13} /> {TEXTS.fork.refused}: {fault}.
          </p>
        )}
      </div>
    </div>
  );
}
