import { useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { Dialog } from '@base-ui/react/dialog';
import { TEXTS } from '../../state/texts.ts';
import { withKey } from '../../state/view-wording.ts';
import { classNames } from '../../ui/class-names.ts';
import { FOCUS_TRACE_EVENT, PALETTE_EVENT } from '../../ui/events.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import button from '../../ui/Button.module.css';
import popup from '../../ui/popup.module.css';
import { matchingActions, type Action } from './matching.ts';
import styles from './CommandPalette.module.css';

interface CommandPaletteProps {
  readonly actions: readonly Action[];
}

/** Every action of the page by its name; by keyboard alone. */
export function CommandPalette({ actions }: CommandPaletteProps) {
  const [open, setOpen] = useState(false);
  const { hold, finalFocus } = useReturnFocus();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const show = (): void => {
      hold();
      // Whoever knows what they want types on at once: the very next key is the palette's, not a shortcut of the trace.
      flushSync(() => setOpen(true));
      input.current?.focus();
    };
    window.addEventListener(PALETTE_EVENT, show);
    return () => window.removeEventListener(PALETTE_EVENT, show);
  }, [hold]);
  const texts = TEXTS.palette;
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className={classNames(button.button, button.quiet, button.icon, styles.trigger)} aria-label={texts.title} title={withKey(texts.title, 'Ctrl+K')} data-testid="palette">
        <Icon name="search" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className={popup.backdrop} />
        <Dialog.Popup initialFocus={input} finalFocus={finalFocus} className={classNames(popup.dialog, styles.dialog)} data-testid="palette-dialog">
          <Dialog.Title className="visually-hidden">{texts.title}</Dialog.Title>
          <Choices
            actions={actions}
            input={input}
            onChoose={(action) => {
              setOpen(false);
              // After the dialog has given the focus back: the action may want it elsewhere.
              setTimeout(() => {
                window.dispatchEvent(new Event(FOCUS_TRACE_EVENT));
                action.act();
              }, 0);
            }}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface ChoicesProps extends CommandPaletteProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onChoose: (action: Action) => void;
}

function Choices({ actions, input, onChoose }: ChoicesProps) {
  const [query, setQuery] = useState('');
  const [place, setPlace] = useState(0);
  const listId = useId();
  const list = useRef<HTMLUListElement>(null);
  const found = matchingActions(actions, query);
  const active = Math.min(place, found.length - 1);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, number>> = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + 8, PageUp: active - 8 };
    const next = moves[event.key];
    const chosen = found[active];
    if (next !== undefined) setPlace(Math.max(0, Math.min(found.length - 1, next)));
    else if (event.key === 'Enter' && chosen !== undefined) onChoose(chosen);
    else return;
    event.preventDefault();
  };

  const texts = TEXTS.palette;
  return (
    <>
      <div className={styles.field}>
        <Icon name="search" />
        <input
          ref={input}
          className={styles.input}
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={found.length === 0 ? undefined : `${listId}-${active}`}
          aria-autocomplete="list"
          aria-label={texts.title}
          placeholder={texts.placeholder}
          value={query}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setQuery(event.target.value);
            setPlace(0);
          }}
          onKeyDown={onKeyDown}
          data-testid="palette-input"
        />
      </div>
      <ul ref={list} id={listId} className={styles.list} role="listbox" aria-label={texts.title}>
        {found.map((action, index) => (
          <li key={action.id} id={`${listId}-${index}`} role="option" aria-selected={index === active} className={styles.item} onPointerMove={() => setPlace(index)} onClick={() => onChoose(action)} data-testid={`action-${action.id}`}>
            <span>{action.label}</span>
            <span className={styles.keys}>
              {action.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <p className={styles.none} role="status">
          {texts.none}
        </p>
      )}
    </>
  );
}
