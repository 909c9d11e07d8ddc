import { useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { isStructure } from '../../scratchpad/vocabulary.ts';
import type { PredictedToken, StepPrediction } from '../../state/prediction-store.ts';
import { stepViewOf } from '../../state/step-view.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { count, probabilityText } from '../../state/wording.ts';
import { classNames } from '../../ui/class-names.ts';
import { Empty, Panel } from '../../ui/Panel.tsx';
import styles from './TokensPanel.module.css';

interface TokensPanelProps {
  readonly app: Tracepad;
}

/** What the model wrote, token by token, with how sure it was of each and what else it thought of. */
export function TokensPanel({ app }: TokensPanelProps) {
  const view = useStore(app.trace);
  const predictions = useStore(app.predictions);
  const shown = stepViewOf(view, predictions);
  const prediction = shown !== null && 'prediction' in shown.prediction ? shown.prediction.prediction : null;
  const texts = TEXTS.tokens;
  return (
    <Panel title={texts.title} titleHidden testId="tokens-panel" fixed>
      {prediction === null || prediction.tokens.length === 0 ? (
        <Empty title={texts.empty}>{texts.emptyHint}</Empty>
      ) : (
        <TokenList key={prediction.from} prediction={prediction} malformedAt={prediction.outcome.kind === 'malformed' ? prediction.outcome.at : null} />
      )}
    </Panel>
  );
}

interface TokenListProps {
  readonly prediction: StepPrediction;
  readonly malformedAt: number | null;
}

function TokenList({ prediction, malformedAt }: TokenListProps) {
  const { tokens } = prediction;
  const leastSure = tokens.reduce((least, token, index) => (token.logProbability < (tokens[least]?.logProbability ?? 0) ? index : least), 0);
  const [chosen, setChosen] = useState(malformedAt === null ? leastSure : Math.min(malformedAt, tokens.length - 1));
  const list = useRef<HTMLDivElement>(null);
  const token = tokens[chosen];

  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -tokens.length, End: tokens.length };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = Math.max(0, Math.min(tokens.length - 1, chosen + move));
    setChosen(next);
    list.current?.querySelectorAll<HTMLElement>('[role="option"]')[next]?.focus();
  };

  return (
    <div className={styles.split}>
      <div className={styles.written}>
        <p className={styles.hint}>
          {count(tokens.length, 'token')}, {prediction.verifiedTokens.toLocaleString('en')} of them confirmed in one pass. {TEXTS.tokens.hint}
        </p>
        <div ref={list} className={styles.tokens} role="listbox" aria-label={TEXTS.tokens.title} aria-orientation="horizontal" tabIndex={-1} onKeyDown={onKeyDown} data-testid="token-list">
          {tokens.map((item, index) => (
            <span
              key={index}
              role="option"
              aria-selected={index === chosen}
              tabIndex={index === chosen ? 0 : -1}
              className={classNames(styles.token, isStructure(item.id) && styles.structure, index === chosen && styles.chosen, index === malformedAt && styles.bad)}
              style={{ '--doubt': doubt(item) }}
              onPointerEnter={() => setChosen(index)}
              onFocus={() => setChosen(index)}
            >
              {item.text}
            </span>
          ))}
        </div>
      </div>
      {token !== undefined && <Alternatives token={token} />}
    </div>
  );
}

/** 0 where the model was certain, 1 where it chose among many: what the shading shows. */
function doubt(token: PredictedToken): number {
  return Math.round((1 - Math.exp(token.logProbability)) * 100) / 100;
}

function Alternatives({ token }: { readonly token: PredictedToken }) {
  return (
    <section className={styles.alternatives} aria-label={TEXTS.tokens.alternatives} data-testid="token-alternatives">
      <h3 className={styles.heading}>{TEXTS.tokens.alternatives}</h3>
      <table>
        <tbody>
          {token.alternatives.map((choice) => (
            <tr key={choice.id} className={choice.id === token.id ? styles.own : undefined}>
              <th scope="row">
                <code>{choice.text}</code>
                {choice.id === token.id && <span className="visually-hidden"> ({TEXTS.tokens.chosen})</span>}
              </th>
              <td className={styles.bar}>
                <span style={{ width: `${Math.exp(choice.logProbability) * 100}%` }} />
              </td>
              <td className={styles.probability}>{probabilityText(choice.logProbability)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
