import { useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { isStructure, VOCABULARY_SIZE } from '../../scratchpad/vocabulary.ts';
import { countVerdicts } from '../../state/comparison.ts';
import type { PredictedToken, StepPrediction } from '../../state/prediction-store.ts';
import { stepViewOf } from '../../state/step-view.ts';
import { TEXTS } from '../../state/texts.ts';
import type { TokenMiss } from '../../state/token-miss.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { missText, probabilityText } from '../../state/wording.ts';
import { tokensPhrase } from '../../state/view-wording.ts';
import { classNames } from '../../ui/class-names.ts';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { Alternatives } from './Alternatives.tsx';
import { tokenRows } from './token-rows.ts';
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
    <Panel title={texts.title} testId="tokens-panel" fixed>
      {shown === null || prediction === null || prediction.tokens.length === 0 ? (
        <Empty title={texts.empty}>{texts.emptyHint}</Empty>
      ) : (
        <TokenList key={`${predictions.mode} ${prediction.from}`} prediction={prediction} miss={shown.miss} right={shown.prediction.kind === 'state' && [...countVerdicts(shown.groups).keys()].every((verdict) => verdict === 'same')} malformedAt={prediction.outcome.kind === 'malformed' ? prediction.outcome.at : null} />
      )}
    </Panel>
  );
}

interface TokenListProps {
  readonly prediction: StepPrediction;
  readonly miss: TokenMiss | null;
  /** The state that was predicted is the true one. */
  readonly right: boolean;
  readonly malformedAt: number | null;
}

function TokenList({ prediction, miss, right, malformedAt }: TokenListProps) {
  const { tokens } = prediction;
  const rows = tokenRows(tokens.map(({ id }) => id));
  const last = tokens.length - 1;
  const [chosen, setChosen] = useState(Math.min(last, miss?.index ?? malformedAt ?? leastSure(tokens)));
  const list = useRef<HTMLDivElement>(null);
  const token = tokens[chosen];

  const choose = (place: number): void => {
    setChosen(place);
    list.current?.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = placeAfterKey(event.key, chosen, rows, last);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    choose(next);
  };

  return (
    <div className={styles.split}>
      <div className={styles.written}>
        <p className={styles.miss} data-testid="token-miss" data-miss={miss === null ? 'none' : miss.only && miss.rank === 2 ? 'second-choice' : 'wrong'}>
          {miss === null ? TEXTS.tokens.noMiss[right ? 'right' : 'unknown'] : missText(miss)}
        </p>
        <div ref={list} className={styles.tokens} role="listbox" aria-label={TEXTS.tokens.title} aria-orientation="horizontal" tabIndex={-1} onKeyDown={onKeyDown} data-testid="token-list">
          {rows.map((row) => (
            <div key={row[0]} className={styles.row} role="presentation">
              {row.map((place) => {
                const item = tokens[place];
                return (
                  item !== undefined && (
                    <span
                      key={place}
                      role="option"
                      data-place={place}
                      aria-selected={place === chosen}
                      aria-label={`${item.text}, ${probabilityText(item.logProbability)}${place === miss?.index ? `, ${TEXTS.tokens.firstWrong}` : ''}`}
                      tabIndex={place === chosen ? 0 : -1}
                      className={classNames(
                        styles.token,
                        item.id < VOCABULARY_SIZE && isStructure(item.id) && styles.structure,
                        place === chosen && styles.chosen,
                        place === miss?.index && styles.firstWrong,
                        place === malformedAt && styles.bad,
                      )}
                      style={{ '--doubt': doubt(item) }}
                      onPointerEnter={() => setChosen(place)}
                      onFocus={() => setChosen(place)}
                    >
                      {item.text}
                    </span>
                  )
                );
              })}
            </div>
          ))}
        </div>
        {miss !== null && miss.rest.length > 0 && (
          <p className={styles.truth}>
            <span>{TEXTS.tokens.shouldGoOn}</span> <code>{miss.rest.join(' ')}</code>
          </p>
        )}
        <p className={styles.hint}>
          {tokensPhrase(tokens.length, prediction.verifiedTokens)} {TEXTS.tokens.hint}
        </p>
      </div>
      {token !== undefined && <Alternatives token={token} right={chosen === miss?.index ? miss.right : null} />}
    </div>
  );
}

function leastSure(tokens: readonly PredictedToken[]): number {
  return tokens.reduce((least, token, index) => (token.logProbability < (tokens[least]?.logProbability ?? 0) ? index : least), 0);
}

/** Left and right go by tokens, up and down by rows. Null: the key is not for the list. */
function placeAfterKey(key: string, place: number, rows: readonly (readonly number[])[], last: number): number | null {
  const row = rows.findIndex((places) => places.includes(place));
  switch (key) {
    case 'ArrowRight':
      return Math.min(last, place + 1);
    case 'ArrowLeft':
      return Math.max(0, place - 1);
    case 'ArrowDown':
      return rows[Math.min(rows.length - 1, row + 1)]?.[0] ?? place;
    case 'ArrowUp':
      return rows[Math.max(0, row - 1)]?.[0] ?? place;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** 0 where the model was certain, 1 where it chose among many: what the shading shows. */
function doubt(token: PredictedToken): number {
  return Math.round((1 - Math.exp(token.logProbability)) * 100) / 100;
}
