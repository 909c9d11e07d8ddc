import { describe, expect, it } from 'vitest';
import { modelFiles, parseManifest } from './manifest.ts';
import { EXPECTED, exampleManifest } from './testing/example-manifest.ts';

const parse = (value: unknown): ReturnType<typeof parseManifest> => parseManifest(JSON.stringify(value), EXPECTED);

describe('parseManifest', () => {
  it('reads a manifest, with fields that it does not know', () => {
    const manifest = exampleManifest();
    expect(parse({ ...manifest, later: 1, architecture: { ...manifest.architecture, hidden: 24 } })).toEqual({ ok: true, value: manifest });
  });

  const example = exampleManifest();
  it.each([
    ['no JSON', 'manifest-invalid', null],
    ['another format', 'manifest-invalid', { ...example, format: 'other' }],
    ['a later version, whatever else it holds', 'version-mismatch', { format: 'tracepad-model', version: 2 }],
    ['an earlier version', 'version-mismatch', { ...example, version: 0 }],
    ['another grammar', 'version-mismatch', { ...example, grammar_version: example.grammar_version + 1 }],
    ['another vocabulary', 'tokenizer-mismatch', { ...example, tokenizer: { path: 'tokenizer.json', sha256: '0'.repeat(64) } }],
    ['another vocabulary size', 'manifest-invalid', { ...example, architecture: { ...example.architecture, vocab_size: 7 } }],
    ['a missing field', 'manifest-invalid', { ...example, files: undefined }],
    ['a file outside of the folder', 'manifest-invalid', { ...example, files: [{ path: '../x.onnx', bytes: 1, sha256: '0'.repeat(64) }] }],
    ['a file elsewhere', 'manifest-invalid', { ...example, files: [{ path: 'https://x/y.onnx', bytes: 1, sha256: '0'.repeat(64) }] }],
    ['no graph', 'manifest-invalid', { ...example, files: [{ path: 'x.bin', bytes: 1, sha256: '0'.repeat(64) }] }],
    ['a self-test that is too short', 'manifest-invalid', { ...example, self_test: { tolerance: 0.02, vectors: [{ input_ids: [1, 2], top: [{ id: 1, logit: 0 }] }] } }],
  ])('refuses %s', (_, failure, value) => {
    const result = value === null ? parseManifest('{', EXPECTED) : parse(value);
    expect(result).toMatchObject({ ok: false, error: { failure } });
  });

  it('names the field that is wrong', () => {
    const result = parse({ ...example, parameters: 'many' });
    expect(result).toMatchObject({ ok: false, error: { message: expect.stringContaining('parameters') as string } });
  });
});

describe('modelFiles', () => {
  it('takes the graph and its weights, in any order, without the tokenizer', () => {
    const file = (path: string): { path: string; bytes: number; sha256: string } => ({ path, bytes: 1, sha256: '0'.repeat(64) });
    const manifest = { ...exampleManifest(), files: [file('weights.1.bin'), file('model.onnx'), file('tokenizer.json'), file('weights.2.bin')] };
    expect(modelFiles(manifest).graph.path).toBe('model.onnx');
    expect(modelFiles(manifest).external.map(({ path }) => path)).toEqual(['weights.1.bin', 'weights.2.bin']);
  });
});
