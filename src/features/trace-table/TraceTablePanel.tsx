import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { actInQuiz, lastShown } from '../../state/quiz-store.ts';
import { TEXTS } from '../../state/texts.ts';
import { stepsOfView } from '../../state/trace-store.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { rowOfStep, tableCsv, tracedCodes, traceTable, type TraceTable } from '../../trace/trace-table.ts';
import type { CodeIndex } from '../../trace/wire.ts';
import { Button } from '../../ui/Button.tsx';
import { Covered } from '../../ui/Covered.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { TableRows } from './TableRows.tsx';
import field from '../../ui/field.module.css';

/** Steps × variables: what a teacher writes on the board, and the text twin of the pictures. */
export function TraceTablePanel({ app }: { readonly app: Tracepad }) {
  const view = useStore(app.trace);
  const steps = stepsOfView(view);
  const codes = useMemo(() => (steps === null ? [] : tracedCodes(steps)), [steps]);
  const [chosen, setChosen] = useState<CodeIndex | null>(null);
  const only = chosen !== null && codes.includes(chosen) ? chosen : null;
  const table = useMemo(() => (steps === null ? null : traceTable(steps, only)), [steps, only]);
  // While a question of the quiz is open the table ends with what is known: the rows below it are the answers.
  const last = useStore(app.quiz, (quiz) => (view.loaded === null ? null : lastShown(quiz, view.loaded)));
  const shown = table === null ? 0 : last === null || steps === null ? table.rows.length : rowOfStep(table, steps.stepOfRecord(last)) + 1;
  const texts = TEXTS.traceTable;
  const stopQuiz = (): void => {
    if (view.loaded !== null) actInQuiz(app.quiz, view.loaded, { kind: 'stop' });
  };
  const nameOf = (index: CodeIndex): string => {
    const code = steps === null ? undefined : steps.trace.header.codes[index];
    const name = code?.qualifiedName ?? '';
    return name === '<module>' ? texts.module : name;
  };
  return (
    <Panel
      title={texts.title}
      testId="trace-table-panel"
      fixed
      actions={
        table === null ? undefined : (
          <>
            <select className={field.choice} aria-label={texts.filter} title={texts.filter} value={only ?? ''} onChange={(event) => setChosen(event.target.value === '' ? null : (Number(event.target.value) as CodeIndex))} data-testid="trace-table-filter">
              <option value="">{texts.all}</option>
              {codes.map((index) => (
                <option key={index} value={index}>
                  {nameOf(index)}
                </option>
              ))}
            </select>
            <Button look="quiet" title={texts.csvHint} onClick={() => void app.idle.during('export', saveCsv({ ...table, rows: table.rows.subarray(0, shown) }))} data-testid="trace-table-csv">
              {texts.csv}
            </Button>
          </>
        )
      }
    >
      {table === null || table.rows.length === 0 ? <Empty title={texts.empty}>{texts.emptyHint}</Empty> : (
        <TableRows
          key={`${only ?? ''}`}
          table={table}
          shown={shown}
          step={view.step}
          onGo={app.navigation.goTo}
          end={
            shown < table.rows.length && (
              <Covered way={TEXTS.quiz.stop} onUncover={stopQuiz}>
                {TEXTS.quiz.covered}
              </Covered>
            )
          }
        />
      )}
    </Panel>
  );
}

/** A long table is written in pieces, with the page alive in between. */
async function saveCsv(table: TraceTable): Promise<void> {
  const pieces: string[] = [];
  for (const piece of tableCsv(table)) {
    pieces.push(piece);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  saveFile('trace.csv', new Blob(pieces, { type: 'text/csv' }));
}
