import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { beforeAll, expect, it } from 'vitest';

const FILE = 'src/features/editor/PlainCode.tsx';

let rule: Linter.RuleEntry | undefined;

/** The project's rule alone, as it holds for a component: it reads syntax, so nothing here need wait for types. */
beforeAll(async () => {
  const config = (await new ESLint().calculateConfigForFile(FILE)) as Linter.Config;
  rule = config.rules?.['no-restricted-syntax'];
});

function faults(code: string): number {
  const messages = new Linter().verify(
    code,
    {
      files: ['**/*.tsx'],
      languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
      rules: rule === undefined ? {} : { 'no-restricted-syntax': rule },
    },
    FILE,
  );
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return messages.length;
}

it.each([
  ['text', 'export const A = () => <p>Line 3</p>;', 1],
  ['a template in an attribute', 'export const A = (n: number) => <p title={`${n} of them`} />;', 1],
  ['an attribute that is read out', "export const A = () => <p aria-label='Close' />;", 1],
  ['both arms of a condition', "export const A = (on: boolean) => <p>{on ? 'yes' : 'no'}</p>;", 2],
  ['a template', 'export const A = (n: number) => <p>{`${n} steps`}</p>;', 1],
])('lint finds words in JSX that are not in the catalogue: %s', (_, code, found) => {
  expect(faults(code)).toBe(found);
});

it('lint lets names of classes and of tests be', () => {
  const code = "export const A = (text: string) => <p className='quiet' data-testid='text' style={{ width: `${3}px` }} role='alert'>… {text} → </p>;";
  expect(faults(code)).toBe(0);
});
