import { useStore } from 'zustand';
import type { Tracepad } from '../state/tracepad.ts';
import { TEXTS } from '../state/texts.ts';
import { fieldProblemText, linkErrorText } from '../state/wording.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

/** What became of the link that the page was opened by. Code from a link runs when the person says so, never before. */
export function LinkNotice({ app }: { readonly app: Tracepad }) {
  const link = useStore(app.notices, (notices) => notices.link);
  if (link === null) return null;
  const dismiss = (): void => app.notices.setState({ link: null });
  if (link.kind === 'link-bad') {
    return (
      <Notice tone="bad" onDismiss={dismiss} dismissLabel={TEXTS.errors.dismiss} testId="link-notice">
        {linkErrorText(link.error)}
      </Notice>
    );
  }
  const { problems, hasCode } = link;
  return (
    <Notice
      tone={problems.length > 0 ? 'warn' : 'info'}
      onDismiss={dismiss}
      dismissLabel={TEXTS.errors.dismiss}
      testId="link-notice"
      actions={
        hasCode ? (
          <Button look="primary" icon="run" onClick={() => void app.runs.run()}>
            {TEXTS.bar.run}
          </Button>
        ) : undefined
      }
    >
      {problems.length > 0 && <>Part of the link was left out: {problems.map(fieldProblemText).join('; ')}. </>}
      {hasCode ? 'This program came with a link. Nothing has run: read it, then press Run.' : 'Nothing else in it was wrong.'}
    </Notice>
  );
}
