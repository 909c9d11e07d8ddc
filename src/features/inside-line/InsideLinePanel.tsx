import { useEffect, useMemo, useRef, type CSSProperties } from 'react';
import { useStore } from 'zustand';
import { actInQuiz, lastShown } from '../../state/quiz-store.ts';
import { TEXTS } from '../../state/texts.ts';
import { currentRecord } from '../../state/trace-store.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { repr } from '../../trace/repr.ts';
import { sourceLines, type SourceRange } from '../../trace/source-text.ts';
import { lineRunAt, type LineRun, type SubExpression } from '../../trace/sub-expressions.ts';
import { stateAt } from '../../trace/trace-state.ts';
import type { Trace } from '../../trace/trace.ts';
import { classNames } from '../../ui/class-names.ts';
import { Covered } from '../../ui/Covered.tsx';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { showSoon } from '../../ui/show-soon.ts';
import { ModelWorking } from './ModelWorking.tsx';
import styles from './InsideLinePanel.module.css';

interface InsideLinePanelProps {
  readonly app: Tracepad;
}

/** Longest value that is shown, in characters. */
const MAX_TEXT = 200;
/** Deeper parts are not moved in any further. */
const MAX_LEVEL = 6;

/** What happens inside the line of the step: its expressions with their values, in the order in which Python works them out. */
export function InsideLinePanel({ app }: InsideLinePanelProps) {
  const view = useStore(app.trace);
  const record = currentRecord(view);
  const trace = view.loaded?.trace ?? null;
  const byInstruction = view.granularity === 'instruction';
  const run = useMemo(() => (trace === null || record === null ? null : lineRunAt(trace, record)), [trace, record]);
  const { loaded } = view;
  const last = useStore(app.quiz, (quiz) => (loaded === null ? null : lastShown(quiz, loaded)));
  const texts = TEXTS.insideLine;
  useEffect(() => () => app.highlight.setState({ range: null }), [app, run]);
  return (
    <Panel title={texts.title} testId="inside-line-panel" fixed>
      {trace === null || record === null || run === null ? (
        <Empty title={texts.empty}>{trace?.header.granularity === 'line' ? texts.byLine : texts.emptyHint}</Empty>
      ) : loaded !== null && last !== null && record >= last ? (
        <Covered way={TEXTS.quiz.stop} onUncover={() => actInQuiz(app.quiz, loaded, { kind: 'stop' })}>
          {TEXTS.quiz.covered}
        </Covered>
      ) : (
        <div className={styles.column}>
          <SourceLine app={app} trace={trace} run={run} />
          {run.parts.length === 0 ? <p className={styles.nothing}>{texts.nothing}</p> : <Parts app={app} trace={trace} run={run} record={byInstruction ? record : null} />}
          {run.cut && <p className={styles.nothing}>{texts.more}</p>}
          <ModelWorking app={app} />
        </div>
      )}
    </Panel>
  );
}

interface SourceLineProps {
  readonly app: Tracepad;
  readonly trace: Trace;
  readonly run: LineRun;
}

/** The line itself, with the piece that is pointed at lit up: on small screens the editor is behind another tab. */
function SourceLine({ app, trace, run }: SourceLineProps) {
  const range = useStore(app.highlight, (highlight) => highlight.range);
  const line = sourceLines(trace.header.source)[run.line - 1] ?? '';
  const indent = line.length - line.trimStart().length;
  const [from, to] = lit(range, run.line, line.length);
  return (
    <p className={styles.source} data-testid="inside-line-source">
      <span className={styles.lineNumber}>{run.line}</span>
      <code>
        {line.slice(indent, Math.max(indent, from))}
        {to > from && <mark className={styles.lit}>{line.slice(Math.max(indent, from), to)}</mark>}
        {line.slice(Math.max(indent, to))}
      </code>
    </p>
  );
}

/** Columns of `line` that the range covers; none where it is elsewhere. */
function lit(range: SourceRange | null, line: number, length: number): readonly [from: number, to: number] {
  if (range === null || range[0] > line || range[2] < line) return [0, 0];
  return [range[0] === line ? range[1] : 0, range[2] === line ? range[3] : length];
}

interface PartsProps {
  readonly app: Tracepad;
  readonly trace: Trace;
  readonly run: LineRun;
  /** Where the person is, at instruction steps: what comes later is not worked out yet. Null at line steps. */
  readonly record: number | null;
}

function Parts({ app, trace, run, record }: PartsProps) {
  const next = record === null ? -1 : run.parts.findIndex((part) => part.record > record);
  const current = useRef<HTMLLIElement>(null);
  useEffect(() => showSoon(() => current.current), [next]);
  return (
    <ol className={styles.parts} aria-label={TEXTS.insideLine.list} data-testid="inside-line">
      {run.parts.map((part, index) => (
        <li key={index} ref={index === next ? current : undefined} className={classNames(record !== null && index >= next && next >= 0 && styles.later, index === next && styles.next)} aria-current={index === next ? 'step' : undefined}>
          <button
            type="button"
            className={styles.part}
            data-kind={part.kind}
            onClick={() => app.navigation.goToRecord(part.record)}
            onPointerEnter={() => app.highlight.setState({ range: part.range })}
            onPointerLeave={() => app.highlight.setState({ range: null })}
            onFocus={() => app.highlight.setState({ range: part.range })}
            onBlur={() => app.highlight.setState({ range: null })}
          >
            <span className={styles.order} aria-hidden="true">
              {index + 1}
            </span>
            <code className={styles.expression} style={{ '--level': Math.min(part.level, MAX_LEVEL) } as CSSProperties}>
              {part.text}
            </code>
            <Outcome part={part} trace={trace} />
          </button>
        </li>
      ))}
    </ol>
  );
}

function Outcome({ part, trace }: { readonly part: SubExpression; readonly trace: Trace }) {
  const texts = TEXTS.insideLine;
  const state = stateAt(trace, part.record);
  if (part.kind === 'exhausted') return <span className={styles.words}>{texts.exhausted}</span>;
  if (part.kind === 'raise') {
    const exception = state.exception;
    return (
      <span className={styles.raise}>
        {texts.raise} <code>{exception === null ? '' : exception.message === '' ? exception.type : `${exception.type}: ${exception.message}`}</code>
      </span>
    );
  }
  const value = <code className={styles.value}>{repr(part.value, state, { maxLength: MAX_TEXT })}</code>;
  if (part.kind === 'truth') {
    return (
      <span className={styles.words}>
        {texts.truth} {value}
      </span>
    );
  }
  return (
    <span className={styles.outcome}>
      <span className={styles.arrow} aria-hidden="true">
        {part.kind === 'assign' ? '←' : '→'}
      </span>
      <span className="visually-hidden">{part.kind === 'assign' ? texts.assign : texts.value}</span>
      {value}
    </span>
  );
}
