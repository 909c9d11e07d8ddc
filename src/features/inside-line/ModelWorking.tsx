import { useStore } from 'zustand';
import type { WorkedOut } from '../../scratchpad/parse-working.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { rightText } from '../../state/wording.ts';
import { workingView, type WorkingRow } from '../../state/working-view.ts';
import { VerdictMark } from '../../ui/VerdictMark.tsx';
import styles from './ModelWorking.module.css';

/** What the model wrote of the line's expressions before it said what changes, beside what they really came to. */
export function ModelWorking({ app }: { readonly app: Tracepad }) {
  const view = useStore(app.trace);
  const predictions = useStore(app.predictions);
  const rows = workingView(view, predictions);
  if (rows === null) return null;
  const texts = TEXTS.working;
  const right = rows.filter(({ verdict }) => verdict === 'same').length;
  return (
    <section className={styles.working} aria-label={texts.title} data-testid="model-working" data-right={right}>
      <h3 className={styles.title}>
        {texts.title} <span className={styles.count}>{rightText(right, rows.length)}</span>
      </h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{texts.expression}</th>
            <th scope="col">{texts.real}</th>
            <th scope="col">{texts.predicted}</th>
            <th scope="col">{texts.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <Row key={place} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What an expression comes to, behind what a search read for it; `read`: what it is to read. */
function Value({ of: side, read }: { readonly of: WorkedOut | null; readonly read: string | undefined }) {
  const texts = TEXTS.working;
  if (side === null) return <span className={styles.unsaid}>{texts.nothing}</span>;
  return (
    <>
      {side.read !== '' && (
        <>
          <span className={styles.unsaid}>{texts.reads}</span> <code className={side.read === read ? styles.agreed : styles.own}>{side.read}</code>{' '}
          <span className={styles.arrow} aria-label={texts.is}>
            →
          </span>{' '}
        </>
      )}
      <code>{side.value}</code>
    </>
  );
}

function Row({ row: { real, predicted, verdict } }: { readonly row: WorkingRow }) {
  const texts = TEXTS.working;
  const text = real?.spaced ?? predicted?.spaced ?? '';
  const own = predicted !== null && real !== null && predicted.text !== real.text ? predicted.spaced : null;
  return (
    <tr data-verdict={verdict}>
      <th scope="row">{text === '' ? <span className={styles.unsaid}>{texts.display}</span> : <code>{text}</code>}</th>
      <td>
        <Value of={real} read={real?.read} />
      </td>
      <td>
        {own !== null && (
          <>
            <code className={styles.own}>{own === '' ? texts.display : own}</code>{' '}
            <span className={styles.arrow} aria-label={texts.is}>
              →
            </span>{' '}
          </>
        )}
        <Value of={predicted} read={real?.read} />
      </td>
      <td>
        <VerdictMark kind={verdict} word={TEXTS.verdict[verdict]} />
      </td>
    </tr>
  );
}
