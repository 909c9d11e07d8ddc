/** A manifest that this build accepts, for tests to break. */
import { createHash } from 'node:crypto';
import { tokenizerFile } from '../../scratchpad/tokenizer.ts';
import { GRAMMAR_VERSION, MODEL_GRAMMARS, VOCABULARY_SIZE } from '../../scratchpad/vocabulary.ts';
import type { Expected, Manifest } from '../manifest.ts';

const hash = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const EXPECTED: Expected = {
  grammars: MODEL_GRAMMARS,
  tokenizerSha256: hash(tokenizerFile()),
  vocabSize: VOCABULARY_SIZE,
};

/** The bytes of the graph that the example names. */
export const GRAPH = Uint8Array.from({ length: 1000 }, (_, index) => index & 255);

export function exampleManifest(): Manifest {
  return {
    format: 'tracepad-model',
    version: 1,
    name: 'example',
    parameters: 1000,
    architecture: { layers: 1, heads: 2, head_dim: 4, width: 8, vocab_size: VOCABULARY_SIZE, context_length: 1024, previous: 0, offsets: 0, offset_kinds: 0 },
    grammar_version: GRAMMAR_VERSION,
    tokenizer: { path: 'tokenizer.json', sha256: EXPECTED.tokenizerSha256 },
    files: [{ path: 'model.onnx', bytes: GRAPH.length, sha256: hash(GRAPH) }],
    tasks: [{ strategy: 'dynamic', granularity: 'line', jumps: [1] }],
    self_test: { tolerance: 0.02, vectors: [{ input_ids: Array.from({ length: 32 }, (_, i) => i + 1), top: [{ id: 33, logit: 4 }] }] },
    accuracies: {},
    training: {},
  };
}
