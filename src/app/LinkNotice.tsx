import { useStore } from 'zustand';
import { leftOutText, linkToFileText } from '../state/link-wording.ts';
import { sameProgram } from '../state/program-store.ts';
import type { Tracepad } from '../state/tracepad.ts';
import { TEXTS } from '../state/texts.ts';
import { packLimits } from '../state/view-fields.ts';
import { linkErrorText, predictedByText, recordedText, rerunText } from '../state/wording.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './LinkNotice.module.css';

/**
 * What became of the link or the file that the page was opened by, and whether a trace is one's own. Code from a link
 * runs when the person says so, never before.
 */
export function LinkNotice({ app }: { readonly app: Tracepad }) {
  const link = useStore(app.notices, (notices) => notices.link);
  const loaded = useStore(app.trace, (view) => view.loaded);
  const rerun = useStore(app.recorded, (view) => view.rerun);
  const program = useStore(app.program);
  const edited = loaded !== null && !sameProgram(program, loaded.program);
  const from = loaded?.recordedFrom ?? null;
  const limited = useStore(app.settings, ({ limits }) => packLimits(limits) !== '');
  const dismiss = (): void => app.notices.setState({ link: null });
  const runButton = (label: string) => (
    <Button look="primary" icon="run" onClick={() => void app.runs.run()}>
      {label}
    </Button>
  );
  if (link?.kind === 'link-bad') {
    return (
      <Notice tone="bad" onDismiss={dismiss} dismissLabel={TEXTS.errors.dismiss} testId="link-notice">
        {linkErrorText(link.error)}
      </Notice>
    );
  }
  if (link?.kind === 'file-bad') {
    return (
      <Notice tone="bad" onDismiss={dismiss} dismissLabel={TEXTS.errors.dismiss} testId="link-notice">
        {link.message}
      </Notice>
    );
  }
  if (link?.kind === 'link-file') {
    return (
      <Notice tone="info" onDismiss={dismiss} dismissLabel={TEXTS.errors.dismiss} testId="link-notice" actions={<Button look="primary" onClick={() => void app.files.openAddress(link.url)}>{TEXTS.share.load}</Button>}>
        {linkToFileText(new URL(link.url).host)}
      </Notice>
    );
  }
  const problems = link?.kind === 'link-opened' ? link.problems : [];
  const leftOut = problems.length > 0 ? `${leftOutText(problems)} ` : '';
  if (loaded !== null && from !== null && from !== 'example') {
    return (
      <Notice tone={leftOut === '' ? 'info' : 'warn'} testId="recorded-notice" actions={runButton(edited || from === 'tutor' ? TEXTS.bar.run : TEXTS.share.runAgain)}>
        {leftOut}
        {recordedText(from)}
        {/* On a phone what stands with each prediction is enough. */}
        <span className={styles.predictedBy}> {predictedByText(loaded.recorded ?? [])}</span>
      </Notice>
    );
  }
  if (rerun !== null) {
    const differs = rerun.firstDifferent !== null || (rerun.predictions?.different ?? 0) > 0;
    return (
      <Notice tone={differs ? 'warn' : 'info'} testId="rerun-notice" onDismiss={() => app.recorded.setState({ rerun: null })} dismissLabel={TEXTS.errors.dismiss}>
        {rerunText(rerun)}
      </Notice>
    );
  }
  if (link === null) return null;
  if (link.kind === 'file-opened') {
    return (
      <Notice tone="info" onDismiss={dismiss} dismissLabel={TEXTS.errors.dismiss} testId="link-notice" actions={runButton(TEXTS.bar.run)}>
        {TEXTS.notice.fromFile}
      </Notice>
    );
  }
  return (
    <Notice tone={problems.length > 0 ? 'warn' : 'info'} onDismiss={dismiss} dismissLabel={TEXTS.errors.dismiss} testId="link-notice" actions={link.hasCode ? runButton(TEXTS.bar.run) : undefined}>
      {leftOut}
      {link.hasCode ? (limited ? TEXTS.notice.fromLinkWithLimits : TEXTS.notice.fromLink) : TEXTS.notice.restIsFine}
    </Notice>
  );
}
