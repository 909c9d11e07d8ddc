import { memo, useId, useState } from 'react';
import { useStore } from 'zustand';
import { END_OF_INPUT, endsInput, stdinLines, stdinText } from '../../state/program-store.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { inputLines } from '../../state/view-wording.ts';
import { Icon } from '../../ui/Icon.tsx';
import { LimitsPopover } from './LimitsPopover.tsx';
import styles from './EditorPanel.module.css';

interface InputFieldsProps {
  readonly app: Tracepad;
}

/** What the program is started with: the call, and the lines that `input()` reads. A step changes nothing of it. */
export const InputFields = memo(function InputFields({ app }: InputFieldsProps) {
  const { call, stdin } = useStore(app.program);
  const run = useStore(app.run);
  const [open, setOpen] = useState(stdin !== '');
  const callId = useId();
  const stdinId = useId();
  const hintId = useId();
  const lines = stdinLines(stdin).length;
  const setStdin = (text: string, ends: boolean): void => app.program.setState({ stdin: ends ? `${text}${END_OF_INPUT}` : text });
  const callFault = run.kind === 'ended' && run.end.reason === 'syntax-error' && run.end.where === 'call' ? run.end.message : null;

  return (
    <div className={styles.fields}>
      <div className={styles.field}>
        <label htmlFor={callId} className={styles.label}>
          {TEXTS.editor.call}
        </label>
        <input
          id={callId}
          className={styles.input}
          data-testid="call-input"
          value={call}
          placeholder={TEXTS.editor.callPlaceholder}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          aria-describedby={hintId}
          aria-invalid={callFault !== null}
          onChange={(event) => app.program.setState({ call: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) void app.runs.run();
          }}
        />
        <button type="button" className={styles.toggle} aria-expanded={open} aria-controls={stdinId} onClick={() => setOpen(!open)} data-testid="stdin-toggle">
          <Icon name={open ? 'down' : 'right'} size={14} />
          {TEXTS.editor.stdin}
          {lines > 0 && <span className={styles.badge}>{lines}</span>}
        </button>
        <LimitsPopover app={app} />
      </div>
      <p id={hintId} className={callFault === null ? 'visually-hidden' : styles.fault} role={callFault === null ? undefined : 'alert'}>
        {callFault ?? TEXTS.editor.callHint}
      </p>
      <textarea
        id={stdinId}
        hidden={!open}
        className={styles.stdin}
        data-testid="stdin-input"
        rows={3}
        value={stdinText(stdin)}
        placeholder={TEXTS.editor.stdinHint}
        aria-label={inputLines(TEXTS.editor.stdin, lines)}
        spellCheck={false}
        onChange={(event) => setStdin(event.target.value, endsInput(stdin))}
      />
      {open && (
        <label className={styles.ends}>
          <input type="checkbox" checked={endsInput(stdin)} onChange={(event) => setStdin(stdinText(stdin), event.target.checked)} data-testid="stdin-ends" />
          {TEXTS.editor.stdinEnds}
        </label>
      )}
    </div>
  );
});
