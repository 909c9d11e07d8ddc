import { useEffect, useId, useRef, useState } from 'react';
import { promptOf, type InputRequest } from '../../state/run-store.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { FOCUS_TRACE_EVENT } from '../../ui/events.ts';
import field from '../../ui/field.module.css';
import styles from './OutputPanel.module.css';

interface InputFormProps {
  readonly app: Tracepad;
  readonly asks: InputRequest;
}

/** The line that the program waits for, at the end of what it has printed. Enter gives it, Escape goes back to the trace. */
export function InputForm({ app, asks }: InputFormProps) {
  const [line, setLine] = useState(asks.draft);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const prompt = promptOf(asks);
  useEffect(() => {
    if (asks.isAwaited) {
      input.current?.focus();
      input.current?.select();
    }
    input.current?.scrollIntoView({ block: 'nearest' });
  }, [asks]);

  return (
    <form
      className={styles.input}
      data-testid="program-input"
      onSubmit={(event) => {
        event.preventDefault();
        void app.runs.answer(line);
      }}
    >
      <label htmlFor={id} className={styles.prompt}>
        {prompt}
        <span className={prompt === '' ? styles.unprompted : 'visually-hidden'}> {TEXTS.output.input}</span>
      </label>
      <input
        ref={input}
        id={id}
        className={classNames(field.field, styles.line)}
        data-testid="program-input-line"
        value={line}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        enterKeyHint="send"
        onChange={(event) => setLine(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') window.dispatchEvent(new Event(FOCUS_TRACE_EVENT));
        }}
      />
      <Button type="submit" title={TEXTS.output.answerHint} data-testid="program-input-give">
        {TEXTS.output.answer}
      </Button>
      <Button look="quiet" title={TEXTS.output.endInputHint} onClick={() => void app.runs.answer(null)} data-testid="program-input-end">
        {TEXTS.output.endInput}
      </Button>
    </form>
  );
}
