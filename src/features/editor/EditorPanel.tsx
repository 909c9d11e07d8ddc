import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { moveBreakpoints, toggleBreakpoint } from '../../state/breakpoints-store.ts';
import { sameProgram } from '../../state/program-store.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { faultPhrase } from '../../state/view-wording.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { InputFields } from './InputFields.tsx';
import type { CodeFault } from './line-marks.ts';
import { PlainCode } from './PlainCode.tsx';
import { useMarks } from './use-marks.ts';
import code from './code.module.css';
import styles from './EditorPanel.module.css';

const MonacoCode = lazy(async () => ({ default: (await import('./MonacoCode.tsx')).MonacoCode }));

/** Below this width there is plain code with a text field to edit it: Monaco is no editor for a phone. */
const SMALL_SCREEN = '(max-width: 640px)';

/** The first paint shows plain code; Monaco is asked for once it has been painted. */
function useAfterFirstPaint(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setTimeout(() => setPainted(true), 0));
    return () => cancelAnimationFrame(frame);
  }, []);
  return painted;
}

function useFault(app: Tracepad): CodeFault | null {
  const run = useStore(app.run);
  const program = useStore(app.program);
  const [ranCode, setRanCode] = useState('');
  // The code of a run that gave no trace is in no store: a syntax error stands only as long as the text does.
  const [seenRun, setSeenRun] = useState(run);
  if (run !== seenRun) {
    setSeenRun(run);
    if (run.kind === 'ended') setRanCode(program.code);
  }
  const end = run.kind === 'ended' ? run.end : null;
  const stands = ranCode === program.code;
  return useMemo(() => {
    if (!stands || end?.reason !== 'syntax-error' || end.where !== 'source') return null;
    return { line: end.line ?? 1, column: end.column, message: end.message };
  }, [stands, end]);
}

interface EditorPanelProps {
  readonly app: Tracepad;
}

export function EditorPanel({ app }: EditorPanelProps) {
  const program = useStore(app.program);
  const traced = useStore(app.trace, (view) => view.loaded?.program ?? null);
  const edited = traced !== null && !sameProgram(traced, program);
  const isSmall = useMedia(SMALL_SCREEN);
  const painted = useAfterFirstPaint();
  const [editing, setEditing] = useState(false);
  const marks = useMarks(app);
  const fault = useFault(app);

  const onChange = useCallback((text: string) => app.program.setState({ code: text }), [app]);
  const onRun = useCallback(() => void app.runs.run(), [app]);
  const [ready, setReady] = useState(false);
  const loading = !isSmall && !ready;
  useEffect(() => (loading ? app.idle.begin('monaco') : undefined), [loading, app]);

  const entries = useStore(app.breakpoints, (breakpoints) => breakpoints.entries);
  const breakpoints = useMemo(() => entries.map((entry) => entry.line), [entries]);
  const onToggleBreakpoint = useCallback((line: number) => toggleBreakpoint(app.breakpoints, line), [app]);
  const onMoveBreakpoints = useCallback((lineOf: (line: number) => number | null) => moveBreakpoints(app.breakpoints, lineOf), [app]);

  const plain = <PlainCode code={program.code} label={TEXTS.editor.code} marks={marks} fault={fault} breakpoints={breakpoints} onToggleBreakpoint={onToggleBreakpoint} />;
  return (
    <Panel
      title={TEXTS.editor.title}
      testId="editor-panel"
      note={edited ? TEXTS.editor.edited : isSmall ? program.call === '' ? undefined : <code>{program.call}</code> : traced === null ? undefined : <Legend predicted={marks.predicted !== null} />}
      actions={
        isSmall ? (
          <Button look="quiet" onClick={() => setEditing(!editing)}>
            {editing ? TEXTS.editor.view : TEXTS.editor.edit}
          </Button>
        ) : undefined
      }
      fixed
    >
      <div className={styles.column}>
        <div className={styles.code}>
          {isSmall && editing ? (
            <textarea className={code.textarea} aria-label={TEXTS.editor.code} value={program.code} spellCheck={false} autoCapitalize="off" autoCorrect="off" onChange={(event) => onChange(event.target.value)} />
          ) : isSmall || !painted ? (
            plain
          ) : (
            <Suspense fallback={plain}>
              <MonacoCode
                code={program.code}
                label={TEXTS.editor.code}
                marks={marks}
                fault={fault}
                breakpoints={breakpoints}
                onToggleBreakpoint={onToggleBreakpoint}
                onMoveBreakpoints={onMoveBreakpoints}
                onChange={onChange}
                onRun={onRun}
                onReady={() => setReady(true)}
              />
            </Suspense>
          )}
        </div>
        {fault !== null && (
          <p className={styles.fault} role="alert" data-testid="syntax-error">
            {faultPhrase(fault.line, fault.message)}
          </p>
        )}
        {(!isSmall || editing) && <InputFields app={app} />}
      </div>
    </Panel>
  );
}

function Legend({ predicted }: { readonly predicted: boolean }) {
  const { before, now, predicted: model } = TEXTS.editor.legend;
  return (
    <span className={styles.legend}>
      <span className={styles.key}>
        <span className={`${styles.arrow ?? ''} ${code.arrowBefore ?? ''}`} />
        {before}
      </span>
      <span className={styles.key}>
        <span className={`${styles.arrow ?? ''} ${code.arrowNow ?? ''}`} />
        {now}
      </span>
      {predicted && (
        <span className={styles.key}>
          <span className={`${styles.arrow ?? ''} ${code.arrowPredicted ?? ''}`} />
          {model}
        </span>
      )}
    </span>
  );
}
