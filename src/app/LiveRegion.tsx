import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { sentenceTextOfView } from '../state/step-sentence.ts';
import { stepViewOf } from '../state/step-view.ts';
import { TEXTS } from '../state/texts.ts';
import type { Tracepad } from '../state/tracepad.ts';
import { stepHeard } from '../state/view-wording.ts';
import { endText, stepText } from '../state/wording.ts';

/** A step is told when the person has rested on it this long, in milliseconds; scrubbing tells nothing in between. */
const SETTLE = 350;

/** Tells each step once, and how a run ended, to who cannot see the page change. */
export function LiveRegion({ app }: { readonly app: Tracepad }) {
  const view = useStore(app.trace);
  const predictions = useStore(app.predictions);
  const end = useStore(app.run, (run) => (run.kind === 'ended' ? run.end : null));
  const shown = stepViewOf(view, predictions);
  const [text, setText] = useState('');

  let words = '';
  if (shown !== null) {
    const wrong = shown.groups.flatMap((group) => group.rows.filter((row) => row.verdict !== null && row.verdict !== 'same').map((row) => `${row.name} ${TEXTS.verdict[row.verdict ?? 'none']}`));
    const parts = [stepHeard(shown.step + 1, shown.steps.count, stepText(shown.place, shown.real.value, shown.instruction))];
    const sentence = sentenceTextOfView(view).replace(/\.$/, '');
    if (sentence !== '') parts.push(sentence);
    if (wrong.length > 0) parts.push(`${TEXTS.model.title}: ${wrong.slice(0, 4).join(', ')}`);
    if (end !== null && shown.step === shown.steps.count - 1) parts.push(endText(end));
    words = parts.join('. ').slice(0, 400);
  } else if (end !== null) {
    words = endText(end, false);
  }

  useEffect(() => {
    const timer = setTimeout(() => setText(words), SETTLE);
    return () => clearTimeout(timer);
  }, [words]);

  return (
    <div className="visually-hidden" role="status" aria-live="polite" aria-atomic="true" data-testid="live-region">
      {text}
    </div>
  );
}
