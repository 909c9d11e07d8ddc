import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/**
 * Which room may import which: the table of CONTRIBUTING.md. `protocols` means the `protocol.ts` files of python and model.
 * A room may always import itself; `src/main.tsx` composes everything and stands in no room.
 */
const IMPORTS = {
  base: [],
  trace: ['base'],
  scratchpad: ['base', 'trace'],
  python: ['base', 'trace'],
  model: ['base', 'trace', 'scratchpad'],
  recording: ['base', 'trace', 'scratchpad', 'protocols'],
  evaluation: ['base', 'trace', 'scratchpad', 'protocols'],
  state: ['base', 'trace', 'scratchpad', 'protocols', 'recording', 'evaluation'],
  ui: ['base'],
  features: ['base', 'trace', 'scratchpad', 'state', 'ui'],
  app: ['features', 'state', 'ui', 'base'],
  cli: ['base', 'trace', 'scratchpad', 'python', 'model', 'recording', 'evaluation'],
};

function roomRules(room) {
  const allowed = IMPORTS[room];
  const patterns = Object.keys(IMPORTS)
    .filter((other) => other !== room && !allowed.includes(other))
    .map((other) => {
      const protocolsAllowed = allowed.includes('protocols') && ['python', 'model'].includes(other);
      return {
        regex: protocolsAllowed ? `^(\\.\\./)+${other}/(?!protocol\\.ts$)` : `^(\\.\\./)+${other}/`,
        message: `${room} may not import ${other} (import table in CONTRIBUTING.md).`,
      };
    });
  if (room === 'features') {
    patterns.push({ regex: '^\\.\\./(?!\\.\\./)', message: 'A feature never imports another feature.' });
  }
  return {
    files: [`src/${room}/**/*.{ts,tsx}`],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
}

const WORD = String.raw`/\p{L}{2}/u`;
const TEXT_ATTRIBUTES = '/^(aria-label|aria-valuetext|aria-description|alt|label|note|placeholder|title|what)$/';
const NOT_IN_CATALOGUE = 'What a person reads stands in the catalogue: src/state/texts.ts, or wording.ts where it depends on a value.';

/** Words in JSX: as text, inside of an expression that is text, or in an attribute that is read out or shown. */
const NO_WORDS_IN_JSX = [
  `JSXText[value=${WORD}]`,
  `:matches(JSXElement, JSXFragment) > JSXExpressionContainer > Literal[value=${WORD}]`,
  `:matches(JSXElement, JSXFragment) > JSXExpressionContainer > ConditionalExpression > Literal[value=${WORD}]`,
  `:matches(JSXElement, JSXFragment) > JSXExpressionContainer > LogicalExpression > Literal[value=${WORD}]`,
  `:matches(JSXElement, JSXFragment) > JSXExpressionContainer TemplateLiteral > TemplateElement[value.cooked=${WORD}]:not(JSXAttribute TemplateElement):not(CallExpression TemplateElement)`,
  `JSXAttribute[name.name=${TEXT_ATTRIBUTES}] > Literal[value=${WORD}]`,
  `JSXAttribute[name.name=${TEXT_ATTRIBUTES}] > JSXExpressionContainer > :matches(Literal, ConditionalExpression > Literal)[value=${WORD}]`,
  `JSXAttribute[name.name=${TEXT_ATTRIBUTES}] TemplateElement[value.cooked=${WORD}]`,
].map((selector) => ({ selector, message: NOT_IN_CATALOGUE }));

export default tseslint.config(
  { ignores: ['dist', 'node_modules', '.venv', '.cache', 'public', 'training', 'test-results', 'playwright-report'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.core.json', './tsconfig.web.json', './tsconfig.worker.json', './tsconfig.node.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // The wire format is typed arrays read by index: a check a read would cost more than it finds.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
      'max-lines': ['error', { max: 400 }],
      'no-console': 'error',
    },
  },
  { files: ['src/cli/**/*.ts', 'scripts/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['src/**/*.tsx', 'src/{app,features,ui}/**/*.ts'], ...reactHooks.configs.flat.recommended },
  { files: ['src/**/*.tsx'], rules: { 'no-restricted-syntax': ['error', ...NO_WORDS_IN_JSX] } },
  ...Object.keys(IMPORTS).map(roomRules),
  {
    files: ['**/*.test.{ts,tsx}', 'e2e/**/*.ts'],
    // Tests cross rooms only through their own; type-aware strictness stays, bookkeeping rules do not.
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off' },
  },
);
