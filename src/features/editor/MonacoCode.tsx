import { useEffect, useRef } from 'react';
import { FOCUS_TRACE_EVENT } from '../../ui/events.ts';
import { TEXTS } from '../../state/texts.ts';
import { onThemeChange } from '../../ui/theme-colors.ts';
import type { CodeFault, LineMarks } from './line-marks.ts';
import { applyMonacoTheme, monaco } from './monaco-setup.ts';
import styles from './code.module.css';

interface MonacoCodeProps {
  readonly code: string;
  readonly label: string;
  readonly marks: LineMarks;
  readonly fault: CodeFault | null;
  /** Lines with a breakpoint, from 1. */
  readonly breakpoints: readonly number[];
  readonly onToggleBreakpoint: (line: number) => void;
  /** The text has changed: where the lines of the breakpoints are now. */
  readonly onMoveBreakpoints: (lineOf: (line: number) => number | null) => void;
  readonly onChange: (code: string) => void;
  readonly onRun: () => void;
  readonly onReady: () => void;
}

type Editor = monaco.editor.IStandaloneCodeEditor;

function decorationsOf(marks: LineMarks): monaco.editor.IModelDeltaDecoration[] {
  const wholeLine = (line: number, options: monaco.editor.IModelDecorationOptions): monaco.editor.IModelDeltaDecoration => ({
    range: new monaco.Range(line, 1, line, 1),
    options: { isWholeLine: true, ...options },
  });
  const decorations: monaco.editor.IModelDeltaDecoration[] = [];
  const own = (name: string | undefined): string => name ?? '';
  if (marks.before !== null) decorations.push(wholeLine(marks.before, { className: own(styles.lineBefore), marginClassName: own(styles.marginBefore), linesDecorationsClassName: own(styles.arrowBefore) }));
  if (marks.now !== null) decorations.push(wholeLine(marks.now, { className: own(styles.lineNow), marginClassName: own(styles.marginNow), linesDecorationsClassName: own(styles.arrowNow) }));
  if (marks.predicted !== null) decorations.push(wholeLine(marks.predicted, { className: own(styles.linePredicted), linesDecorationsClassName: own(styles.arrowPredicted) }));
  if (marks.range !== null) {
    const [line, column, endLine, endColumn] = marks.range;
    decorations.push({ range: new monaco.Range(line, column + 1, endLine, endColumn + 1), options: { inlineClassName: own(styles.instructionRange) } });
  }
  if (marks.lit !== null) {
    const [line, column, endLine, endColumn] = marks.lit;
    decorations.push({ range: new monaco.Range(line, column + 1, endLine, endColumn + 1), options: { inlineClassName: own(styles.lit) } });
  }
  return decorations;
}

/**
 * Who comes to the editor by the tab key goes on through it by the tab key, until they type, move the cursor or click:
 * else the way through the page would end here, in indents that nobody wanted.
 */
function passThroughByTab(editor: Editor): () => void {
  let lastKey = '';
  let passing = false;
  const pass = (on: boolean): void => {
    if (on === passing) return;
    passing = on;
    editor.updateOptions({ tabFocusMode: on });
  };
  const noteKey = (event: KeyboardEvent): void => {
    lastKey = event.key;
    if (event.key !== 'Tab' && event.key !== 'Shift') pass(false);
  };
  const noteButton = (): void => {
    lastKey = '';
    pass(false);
  };
  window.addEventListener('keydown', noteKey, true);
  window.addEventListener('pointerdown', noteButton, true);
  editor.onDidFocusEditorText(() => pass(lastKey === 'Tab'));
  return () => {
    window.removeEventListener('keydown', noteKey, true);
    window.removeEventListener('pointerdown', noteButton, true);
  };
}

/** The editor. Monaco owns the text while a person types; a text from outside (an example, a link) replaces it. */
export function MonacoCode({ code, label, marks, fault, breakpoints, onToggleBreakpoint, onMoveBreakpoints, onChange, onRun, onReady }: MonacoCodeProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const decorations = useRef<monaco.editor.IEditorDecorationsCollection | null>(null);
  const dots = useRef<monaco.editor.IEditorDecorationsCollection | null>(null);
  const handlers = useRef({ onChange, onRun, onReady, onToggleBreakpoint, onMoveBreakpoints, breakpoints, code, label });
  useEffect(() => {
    handlers.current = { onChange, onRun, onReady, onToggleBreakpoint, onMoveBreakpoints, breakpoints, code, label };
  });

  useEffect(() => {
    if (host.current === null) return undefined;
    applyMonacoTheme();
    const created = monaco.editor.create(host.current, {
      value: handlers.current.code,
      language: 'python',
      ariaLabel: `${handlers.current.label}. ${TEXTS.editor.wayOut}`,
      automaticLayout: true,
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
      fontSize: 13.5,
      lineHeight: 22,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      renderLineHighlight: 'none',
      folding: false,
      renderFinalNewline: 'on',
      bracketPairColorization: { enabled: false },
      glyphMargin: true,
      lineNumbersMinChars: 3,
      lineDecorationsWidth: 24,
      overviewRulerLanes: 0,
      hideCursorInOverviewRuler: true,
      overviewRulerBorder: false,
      padding: { top: 10, bottom: 10 },
      tabSize: 4,
      insertSpaces: true,
      detectIndentation: false,
      quickSuggestions: false,
      occurrencesHighlight: 'off',
      fixedOverflowWidgets: true,
      scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, alwaysConsumeMouseWheel: false },
      smoothScrolling: false,
    });
    editor.current = created;
    decorations.current = created.createDecorationsCollection();
    dots.current = created.createDecorationsCollection();
    created.onMouseDown(({ target }) => {
      const inMargin = target.type === monaco.editor.MouseTargetType.GUTTER_LINE_NUMBERS || target.type === monaco.editor.MouseTargetType.GUTTER_GLYPH_MARGIN;
      if (inMargin) handlers.current.onToggleBreakpoint(target.position.lineNumber);
    });
    created.onDidChangeModelContent(() => {
      const moved = dots.current?.getRanges().map((range) => range.startLineNumber) ?? [];
      const lines = handlers.current.breakpoints;
      // A text from outside replaces all: the decorations are then of no use.
      if (moved.length === lines.length) handlers.current.onMoveBreakpoints((line) => moved[lines.indexOf(line)] ?? null);
      handlers.current.onChange(created.getModel()?.getValue(monaco.editor.EndOfLinePreference.LF) ?? '');
    });
    const stopPassing = passThroughByTab(created);
    created.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, () => {
      handlers.current.onRun();
    });
    // The way out by keyboard, beside Ctrl+M, which gives Tab back to the page.
    created.addCommand(monaco.KeyCode.Escape, () => window.dispatchEvent(new Event(FOCUS_TRACE_EVENT)), '!findWidgetVisible && !editorHasMultipleSelections && !editorHasSelection');
    const stopListening = onThemeChange(applyMonacoTheme);
    handlers.current.onReady();
    return () => {
      stopListening();
      stopPassing();
      created.getModel()?.dispose();
      created.dispose();
      editor.current = null;
      decorations.current = null;
      dots.current = null;
    };
  }, []);

  useEffect(() => {
    const model = editor.current?.getModel();
    if (model && model.getValue(monaco.editor.EndOfLinePreference.LF) !== code) model.setValue(code);
  }, [code]);

  useEffect(() => {
    const own = (name: string | undefined): string => name ?? '';
    dots.current?.set(
      breakpoints.map((line) => ({
        range: new monaco.Range(line, 1, line, 1),
        options: { glyphMarginClassName: own(styles.breakpoint), stickiness: monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges },
      })),
    );
  }, [breakpoints]);

  useEffect(() => {
    decorations.current?.set(decorationsOf(marks));
    if (marks.now !== null) editor.current?.revealLineInCenterIfOutsideViewport(marks.now, monaco.editor.ScrollType.Immediate);
  }, [marks]);

  useEffect(() => {
    const model = editor.current?.getModel();
    if (!model) return;
    const markers: monaco.editor.IMarkerData[] = [];
    if (fault !== null && fault.line >= 1 && fault.line <= model.getLineCount()) {
      const startColumn = fault.column ?? model.getLineFirstNonWhitespaceColumn(fault.line);
      const word = model.getWordAtPosition({ lineNumber: fault.line, column: startColumn });
      markers.push({
        severity: monaco.MarkerSeverity.Error,
        message: fault.message,
        startLineNumber: fault.line,
        endLineNumber: fault.line,
        startColumn,
        endColumn: fault.column === null ? model.getLineMaxColumn(fault.line) : Math.max(startColumn + 1, word?.endColumn ?? 0),
      });
      editor.current?.revealLineInCenterIfOutsideViewport(fault.line);
    }
    monaco.editor.setModelMarkers(model, 'python', markers);
  }, [fault, code]);

  return <div ref={host} className={styles.monaco} data-testid="monaco" />;
}
