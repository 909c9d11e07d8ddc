import type { PredictedToken } from '../../state/prediction-store.ts';
import { TEXTS } from '../../state/texts.ts';
import { probabilityText } from '../../state/wording.ts';
import { Icon } from '../../ui/Icon.tsx';
import styles from './TokensPanel.module.css';

interface AlternativesProps {
  readonly token: PredictedToken;
  /** What should stand there, where it is known and something else does. */
  readonly right: { readonly id: number; readonly text: string } | null;
}

/** The model's best choices at a place, with their probabilities. */
export function Alternatives({ token, right }: AlternativesProps) {
  const texts = TEXTS.tokens;
  const rightIsThere = right !== null && token.alternatives.some(({ id }) => id === right.id);
  return (
    <section className={styles.alternatives} tabIndex={0} aria-label={texts.alternatives} data-testid="token-alternatives">
      <h3 className={styles.heading}>{texts.alternatives}</h3>
      <table>
        <tbody>
          {token.alternatives.map((choice) => (
            <tr key={choice.id} className={choice.id === token.id ? styles.own : undefined} data-right={choice.id === right?.id || undefined}>
              <th scope="row">
                <code>{choice.text}</code>
                {choice.id === token.id && <span className="visually-hidden"> ({texts.chosen})</span>}
                {choice.id === right?.id && (
                  <span className={styles.right}>
                    <Icon name="check" size={12} />
                    {texts.right}
                  </span>
                )}
              </th>
              <td className={styles.bar}>
                <span style={{ width: `${Math.exp(choice.logProbability) * 100}%` }} />
              </td>
              <td className={styles.probability}>{probabilityText(choice.logProbability)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {right !== null && !rightIsThere && (
        <p className={styles.hint}>
          {texts.right}: <code>{right.text}</code>, {texts.notAmongBest}
        </p>
      )}
    </section>
  );
}
