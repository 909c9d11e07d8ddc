import { ESLint } from 'eslint';
import { expect, it } from 'vitest';

async function faults(code: string): Promise<number> {
  const eslint = new ESLint({ overrideConfig: [{ rules: { '@typescript-eslint/no-unused-vars': 'off' } }] });
  const [result] = await eslint.lintText(code, { filePath: 'src/features/editor/PlainCode.tsx' });
  return (result?.messages ?? []).filter(({ ruleId }) => ruleId === 'no-restricted-syntax').length;
}

it('lint finds words in JSX that are not in the catalogue, and lets names of classes and of tests be', async () => {
  const found = await Promise.all([
    faults('export const A = () => <p>Line 3</p>;'),
    faults('export const A = (n: number) => <p title={`${n} of them`} />;'),
    faults("export const A = () => <p aria-label='Close' />;"),
    faults("export const A = (on: boolean) => <p>{on ? 'yes' : 'no'}</p>;"),
    faults('export const A = (n: number) => <p>{`${n} steps`}</p>;'),
  ]);
  expect(found).toEqual([1, 1, 1, 2, 1]);
  expect(await faults("export const A = (text: string) => <p className='quiet' data-testid='text' style={{ width: `${3}px` }} role='alert'>… {text} → </p>;")).toBe(0);
});
