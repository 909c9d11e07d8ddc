import { useEffect, useState } from 'react';
import { Dialog } from '@base-ui/react/dialog';
import { useStore } from 'zustand';
import { KEY_HELP } from '../../state/key-help.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { IconButton } from '../../ui/Button.tsx';
import { HELP_EVENT } from '../../ui/events.ts';
import { Icon } from '../../ui/Icon.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import button from '../../ui/Button.module.css';
import popup from '../../ui/popup.module.css';
import styles from './HelpDialog.module.css';

interface HelpDialogProps {
  readonly app: Tracepad;
}

export function HelpDialog({ app }: HelpDialogProps) {
  const [open, setOpen] = useState(false);
  const { hold, finalFocus } = useReturnFocus();
  const singleKeys = useStore(app.settings, (settings) => settings.singleKeys);
  useEffect(() => {
    const show = (): void => {
      hold();
      setOpen(true);
    };
    window.addEventListener(HELP_EVENT, show);
    return () => window.removeEventListener(HELP_EVENT, show);
  }, [hold]);

  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className={classNames(button.button, button.quiet, button.icon)} aria-label={TEXTS.bar.help} title={`${TEXTS.bar.help} (?)`} data-testid="help">
        <Icon name="help" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className={popup.backdrop} />
        <Dialog.Popup finalFocus={finalFocus} className={popup.dialog} data-testid="help-dialog">
          <header className={popup.header}>
            <Dialog.Title className={popup.title}>{TEXTS.help.title}</Dialog.Title>
            <Dialog.Close render={<IconButton icon="close" label={TEXTS.help.close} />} />
          </header>
          <div className={styles.body}>
            <Dialog.Description className={styles.intro}>
              {TEXTS.app.tagline}. {TEXTS.help.introduction}
            </Dialog.Description>
            <div className={styles.groups}>
              {KEY_HELP.map((group) => (
                <section key={group.title}>
                  <h3 className={styles.group}>{group.title}</h3>
                  <dl className={styles.keys}>
                    {group.keys.map(({ keys, does }) => (
                      <div key={does} className={styles.key}>
                        <dt>
                          {keys.map((key) => (
                            <kbd key={key}>{key}</kbd>
                          ))}
                        </dt>
                        <dd>{does}</dd>
                      </div>
                    ))}
                  </dl>
                </section>
              ))}
            </div>
            <label className={styles.setting}>
              <input type="checkbox" checked={singleKeys} onChange={(event) => app.settings.setState({ singleKeys: event.target.checked })} />
              {TEXTS.help.singleKeys}
            </label>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
