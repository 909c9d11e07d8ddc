import { Popover } from '@base-ui/react/popover';
import { useStore } from 'zustand';
import { changeBreakpoint, conditionFault, removeBreakpoint, type BreakpointEntry } from '../../state/breakpoints-store.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { atLine } from '../../state/view-wording.ts';
import { IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import button from '../../ui/Button.module.css';
import popup from '../../ui/popup.module.css';
import { CallsPopover } from './CallsPopover.tsx';
import styles from './RunTo.module.css';

interface RunToButtonsProps {
  readonly app: Tracepad;
  readonly none: boolean;
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

/** Over and out of calls, and from breakpoint to breakpoint, there and back. */
export function RunToButtons({ app, none, atStart, atEnd }: RunToButtonsProps) {
  const { entries } = useStore(app.breakpoints);
  const { navigation } = app;
  const texts = TEXTS.breakpoints;
  return (
    <div className={styles.buttons}>
      <IconButton icon="over" label={TEXTS.steps.over} shortcut="F10" disabled={none || atEnd} onClick={() => navigation.over('forward')} data-testid="step-over" />
      <IconButton icon="out" label={TEXTS.steps.out} shortcut="o" disabled={none || atEnd} onClick={() => navigation.out('forward')} data-testid="step-out" />
      {entries.length > 0 && (
        <>
          <IconButton icon="backToBreak" label={texts.previous} shortcut="C" disabled={none || atStart} onClick={() => navigation.toBreakpoint('back')} data-testid="breakpoint-back" />
          <IconButton icon="toBreak" label={texts.next} shortcut="c" disabled={none || atEnd} onClick={() => navigation.toBreakpoint('forward')} data-testid="breakpoint-forward" />
        </>
      )}
      <CallsPopover app={app} />
      <Popover.Root>
        <Popover.Trigger className={classNames(button.button, button.quiet, styles.trigger, entries.length > 0 && styles.set)} title={texts.title} aria-label={texts.title} data-testid="breakpoints">
          <Icon name="breakpoint" />
          {entries.length > 0 && <span>{entries.length}</span>}
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Positioner className={popup.positioner} side="top" align="start" sideOffset={8} collisionPadding={12}>
            <Popover.Popup className={classNames(popup.popup, styles.popup)}>
              <Popover.Title className={styles.title}>{texts.title}</Popover.Title>
              {entries.length === 0 ? <p className={styles.hint}>{texts.none}</p> : <BreakpointTable app={app} entries={entries} />}
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </div>
  );
}

function BreakpointTable({ app, entries }: { readonly app: Tracepad; readonly entries: readonly BreakpointEntry[] }) {
  const texts = TEXTS.breakpoints;
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{texts.line}</th>
            <th scope="col">{texts.condition}</th>
            <th scope="col">{texts.hit}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <BreakpointRow key={entry.line} app={app} entry={entry} />
          ))}
        </tbody>
      </table>
      <p className={styles.hint}>{texts.hint}</p>
    </>
  );
}

function BreakpointRow({ app, entry }: { readonly app: Tracepad; readonly entry: BreakpointEntry }) {
  const texts = TEXTS.breakpoints;
  const { line, condition, hit } = entry;
  const fault = conditionFault(condition);
  return (
    <tr data-testid="breakpoint-row" data-line={line}>
      <th scope="row">{line}</th>
      <td>
        <input
          className={styles.input}
          aria-label={atLine(texts.condition, line)}
          aria-invalid={fault !== null}
          placeholder={texts.conditionHint}
          value={condition}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          onChange={(event) => changeBreakpoint(app.breakpoints, line, { condition: event.target.value })}
        />
        {fault !== null && (
          <p className={styles.fault} role="alert" data-testid="condition-fault">
            {fault}
          </p>
        )}
      </td>
      <td>
        <input
          className={classNames(styles.input, styles.hit)}
          aria-label={atLine(texts.hit, line)}
          placeholder={texts.hitHint}
          inputMode="numeric"
          value={hit ?? ''}
          onChange={(event) => {
            const wanted = Number(event.target.value.replaceAll(/\D/g, '').slice(0, 9));
            changeBreakpoint(app.breakpoints, line, { hit: wanted > 0 ? wanted : null });
          }}
        />
      </td>
      <td>
        <IconButton icon="close" label={atLine(texts.remove, line)} onClick={() => removeBreakpoint(app.breakpoints, line)} />
      </td>
    </tr>
  );
}
