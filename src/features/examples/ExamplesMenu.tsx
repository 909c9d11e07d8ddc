import { Menu } from '@base-ui/react/menu';
import { useStore } from 'zustand';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import button from '../../ui/Button.module.css';
import popup from '../../ui/popup.module.css';
import { EXAMPLE_PROGRAMS, type ExampleProgram } from './programs.ts';
import styles from './ExamplesMenu.module.css';

interface ExamplesMenuProps {
  readonly app: Tracepad;
}

/** Puts an example into the editor and runs it: the programs are the page's own, so one click is enough. */
function open(app: Tracepad, example: ExampleProgram): void {
  app.program.setState({ code: example.code, call: example.call, stdin: '' });
  app.notices.setState({ link: null });
  void app.runs.run();
}

export function ExamplesMenu({ app }: ExamplesMenuProps) {
  const code = useStore(app.program, (program) => program.code);
  return (
    <Menu.Root>
      <Menu.Trigger className={classNames(button.button, button.quiet)} data-testid="examples-menu">
        <Icon name="book" />
        <span className={styles.label}>{TEXTS.bar.examples}</span>
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={popup.positioner} sideOffset={6} align="start" collisionPadding={12}>
          <Menu.Popup className={classNames(popup.popup, styles.menu)}>
            {EXAMPLE_PROGRAMS.map((example) => (
              <Menu.Item key={example.id} className={styles.item} label={example.title} onClick={() => open(app, example)} data-testid={`example-${example.id}`}>
                <span className={styles.title}>
                  {example.title}
                  {example.code === code && <Icon name="check" size={14} />}
                </span>
                <span className={styles.notice}>{example.notice}</span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** What to watch for in the example that is in the editor; nothing for other programs. */
export function ExampleNotice({ app }: ExamplesMenuProps) {
  const program = useStore(app.program);
  const example = EXAMPLE_PROGRAMS.find(({ code }) => code === program.code);
  if (example === undefined) return null;
  return (
    <p className={styles.watch} data-testid="example-notice">
      <strong>What to notice</strong> {example.notice}
    </p>
  );
}
