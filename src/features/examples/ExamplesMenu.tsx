import { useState } from 'react';
import { Dialog } from '@base-ui/react/dialog';
import { useStore } from 'zustand';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { percent } from '../../state/wording.ts';
import { stepsPhrase } from '../../state/view-wording.ts';
import { IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useMedia } from '../../ui/use-media.ts';
import button from '../../ui/Button.module.css';
import popup from '../../ui/popup.module.css';
import { fetchRecording } from './fetch-recording.ts';
import { EXAMPLE_PROGRAMS, type ExampleProgram } from './programs.ts';
import { RECORDED, RECORDED_MODEL } from './recorded.ts';
import styles from './ExamplesMenu.module.css';

interface ExamplesMenuProps {
  readonly app: Tracepad;
}

/** Shows the recording of an example: nothing runs. Where it cannot be had the example runs: the programs are the page's own, so one click is enough. */
async function open(app: Tracepad, example: ExampleProgram): Promise<void> {
  app.notices.setState({ link: null });
  const recording = await app.idle.during('open-recording', fetchRecording(example.id));
  if (recording !== null && app.openRecording(recording).ok) return;
  app.program.setState({ code: example.code, call: example.call, stdin: '' });
  await app.runs.run();
}

/** The gallery: every example with what to notice in it, in order of difficulty. */
export function ExamplesMenu({ app }: ExamplesMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const code = useStore(app.program, (program) => program.code);
  const texts = TEXTS.gallery;
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Trigger className={classNames(button.button, button.quiet)} data-testid="examples-menu">
        <Icon name="book" />
        <span className={button.word}>{TEXTS.bar.examples}</span>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className={popup.backdrop} />
        <Dialog.Popup className={classNames(popup.dialog, styles.gallery)} data-testid="gallery">
          <header className={styles.header}>
            <Dialog.Title className={styles.heading}>{TEXTS.bar.examples}</Dialog.Title>
            <Dialog.Description className={styles.intro}>
              {texts.intro} {texts.recorded}: {RECORDED_MODEL.name} {RECORDED_MODEL.digest.slice(0, 8)}.
            </Dialog.Description>
            <Dialog.Close render={<IconButton icon="close" label={TEXTS.help.close} className={styles.close} />} />
          </header>
          <ol className={styles.cards}>
            {EXAMPLE_PROGRAMS.map((example, index) => (
              <li key={example.id}>
                <button
                  type="button"
                  className={styles.card}
                  aria-current={example.code === code || undefined}
                  onClick={() => {
                    setOpen(false);
                    void open(app, example);
                  }}
                  data-testid={`example-${example.id}`}
                >
                  <span className={styles.title}>
                    <span className={styles.number}>{index + 1}</span>
                    {example.title}
                    {example.code === code && <Icon name="check" size={14} />}
                  </span>
                  <span className={styles.notice}>{example.notice}</span>
                  <Figures id={example.id} />
                </button>
              </li>
            ))}
          </ol>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** How long the trace is and how the model fared on it. */
function Figures({ id }: { readonly id: string }) {
  const figures = RECORDED[id];
  if (figures === undefined) return null;
  const { steps, predicted, right } = figures;
  return (
    <span className={styles.figures}>
      <span>{stepsPhrase(steps)}</span>
      <span className={styles.meter} aria-hidden="true">
        <span style={{ width: `${(100 * right) / Math.max(1, predicted)}%` }} />
      </span>
      <span>
        {TEXTS.gallery.modelRight} {percent(right, predicted)}
      </span>
    </span>
  );
}

/** Below this width the words stand behind their heading: the program needs the room. */
const SMALL = '(max-width: 640px)';

/** What to watch for in the example that is in the editor; nothing for other programs. */
export function ExampleNotice({ app }: ExamplesMenuProps) {
  const program = useStore(app.program);
  const example = EXAMPLE_PROGRAMS.find(({ code }) => code === program.code);
  const isSmall = useMedia(SMALL);
  if (example === undefined) return null;
  if (isSmall) {
    return (
      <details className={styles.watch} data-testid="example-notice">
        <summary>
          <strong>{TEXTS.gallery.notice}</strong> <span>{example.title}</span>
        </summary>
        {example.notice}
      </details>
    );
  }
  return (
    <p className={styles.watch} data-testid="example-notice">
      <strong>{TEXTS.gallery.notice}</strong> {example.notice}
    </p>
  );
}
