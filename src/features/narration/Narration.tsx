import { useStore } from 'zustand';
import { sentenceOfView } from '../../state/step-sentence.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { sentenceText } from '../../trace/step-sentence.ts';
import styles from './Narration.module.css';

/** What happened on the way to this step, in one sentence. The live region says the same to who cannot see it. */
export function Narration({ app }: { readonly app: Tracepad }) {
  const view = useStore(app.trace);
  const sentence = sentenceOfView(view);
  const text = sentenceText(sentence);
  return (
    <p className={styles.narration} title={text === '' ? undefined : text} data-testid="narration">
      {sentence.length === 0 ? (
        <span className={styles.none}>{TEXTS.narration.none}</span>
      ) : (
        sentence.map((part, index) => (part.isCode ? <code key={index}>{part.text}</code> : <span key={index}>{part.text}</span>))
      )}
    </p>
  );
}
