/**
 * Monaco as a lazy chunk: the editor core, the features that a page for short Python programs needs, and Python's
 * colours. Everything is bundled; nothing is fetched from elsewhere.
 */
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import * as monaco from 'monaco-editor/editor/editor.api.js';
import 'monaco-editor/features/bracketMatching/register.js';
import 'monaco-editor/features/caretOperations/register.js';
import 'monaco-editor/features/clipboard/register.js';
import 'monaco-editor/features/comment/register.js';
import 'monaco-editor/features/cursorUndo/register.js';
import 'monaco-editor/features/find/register.js';
import 'monaco-editor/features/hover/register.js';
import 'monaco-editor/features/indentation/register.js';
import 'monaco-editor/features/lineSelection/register.js';
import 'monaco-editor/features/linesOperations/register.js';
import 'monaco-editor/features/multicursor/register.js';
import 'monaco-editor/features/smartSelect/register.js';
import 'monaco-editor/features/toggleTabFocusMode/register.js';
import 'monaco-editor/features/wordHighlighter/register.js';
import 'monaco-editor/features/wordOperations/register.js';
import 'monaco-editor/languages/definitions/python/register.js';
import { isDark, readColors } from '../../ui/theme-colors.ts';

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

/** (Re)defines the theme from the page's tokens and puts it on every editor. */
export function applyMonacoTheme(): void {
  const colors = readColors(document.documentElement, [
    'surface', 'surface-2', 'surface-3', 'ink', 'ink-3', 'line', 'accent', 'accent-soft', 'bad',
    'code-keyword', 'code-string', 'code-number', 'code-comment', 'code-name',
  ]);
  monaco.editor.defineTheme('tracepad', {
    base: isDark() ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: 'keyword', foreground: colors['code-keyword'] },
      { token: 'string', foreground: colors['code-string'] },
      { token: 'string.escape', foreground: colors['code-string'] },
      { token: 'number', foreground: colors['code-number'] },
      { token: 'comment', foreground: colors['code-comment'] },
      { token: 'identifier', foreground: colors.ink },
      ...['delimiter', 'delimiter.parenthesis', 'delimiter.bracket', 'delimiter.curly', 'delimiter.square'].map((token) => ({ token, foreground: colors.ink })),
      { token: 'tag', foreground: colors['code-name'] },
    ],
    colors: {
      'editor.background': colors.surface,
      'editor.foreground': colors.ink,
      'editorLineNumber.foreground': colors['ink-3'],
      'editorLineNumber.activeForeground': colors.ink,
      'editor.selectionBackground': colors['accent-soft'],
      'editor.inactiveSelectionBackground': colors['surface-3'],
      'editor.lineHighlightBackground': '#00000000',
      'editor.lineHighlightBorder': '#00000000',
      'editorCursor.foreground': colors.accent,
      'editorIndentGuide.background1': colors.line,
      'editorIndentGuide.activeBackground1': colors.line,
      'editorWidget.background': colors.surface,
      'editorWidget.border': colors.line,
      'editorHoverWidget.background': colors.surface,
      'editorHoverWidget.border': colors.line,
      'editorError.foreground': colors.bad,
      'editorBracketMatch.background': colors['surface-3'],
      'editorBracketMatch.border': '#00000000',
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((level) => [`editorBracketHighlight.foreground${level}`, colors.ink])),
      'scrollbar.shadow': '#00000000',
    },
  });
  monaco.editor.setTheme('tracepad');
}

export { monaco };
