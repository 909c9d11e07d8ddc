/**
 * The manifest of a model, version 1: what is in its folder, what it was trained for, and a known answer to check it by.
 * A manifest of another version, or for another grammar or vocabulary, is refused by name: a model that reads other
 * tokens than were meant for it would predict nonsense without any error.
 */
import { z } from 'zod';
import { assert } from '../base/assert.ts';
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import type { ModelError } from './protocol.ts';

export const MANIFEST_VERSION = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A path inside the model's folder: no scheme, no way out of it. */
const path = z.string().min(1).regex(/^(?!\/)(?!.*\.\.)[^:\\?#]+$/);
const count = z.int().positive();

const share = z.number().min(0).max(1).nullable();
const accuracy = z.object({ data: z.string(), strategy: z.string(), granularity: z.string(), programs: count, steps: z.int().nonnegative(), full: share, control_flow: share, variables: share, iterators: share, stack: share, output: share });

const manifestSchema = z.object({
  format: z.literal('tracepad-model'),
  version: z.literal(MANIFEST_VERSION),
  name: z.string().min(1),
  /** Weights, tied ones counted once. */
  parameters: count,
  architecture: z.object({
    layers: count,
    heads: count,
    head_dim: count,
    width: count,
    vocab_size: count,
    /** Tokens of prompt and answer together. */
    context_length: count,
    /** How many tokens before each one its embedding sees. */
    previous: z.int().min(0).max(16).default(0),
    /** How many places in a value its embedding tells apart; 0: it does not see them. */
    offsets: z.int().min(0).max(4096).default(0),
    /** How many numbers tell it where that is: how far it is from the value's beginning, and, if five or six, from its end, and how many tokens like it stand before; if six, what number its digits spell. */
    offset_kinds: z.union([z.literal(0), z.literal(2), z.literal(5), z.literal(6)]).default(2),
  }),
  grammar_version: z.int(),
  tokenizer: z.object({ path, sha256 }),
  files: z.array(z.object({ path, bytes: z.int().nonnegative(), sha256 })).min(1),
  /** What it was trained for; the first models, which do not say so, know one task. */
  tasks: z.array(z.object({ strategy: z.string(), granularity: z.string(), jumps: z.array(count).optional() })).default([{ strategy: 'dynamic', granularity: 'line', jumps: [1] }]),
  self_test: z.object({
    /** Largest allowed difference of a logit. */
    tolerance: z.number().positive(),
    vectors: z
      .array(
        z.object({
          // Shorter prompts do not reach the blocked attention kernels that have been seen to go wrong on some adapters.
          input_ids: z.array(z.int().nonnegative()).min(32),
          /** Best tokens after the last input token, best first. */
          top: z.array(z.object({ id: z.int().nonnegative(), logit: z.number() })).min(1),
        }),
      )
      .min(1),
  }),
  /** By data set and task; what is written otherwise is passed over: it is no part of what makes the model work. */
  accuracies: z.record(z.string(), accuracy).catch({}),
  training: z.record(z.string(), z.unknown()).default({}),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestFile = Manifest['files'][number];
export type SelfTestVector = Manifest['self_test']['vectors'][number];

/** What this build can read: the grammars whose prompts it writes, the present one last, and the vocabulary it writes them in. */
export interface Expected {
  readonly grammars: readonly number[];
  readonly tokenizerSha256: string;
  readonly vocabSize: number;
}

/** Reads a manifest. Errors: 'manifest-invalid', 'version-mismatch', 'tokenizer-mismatch'. */
export function parseManifest(text: string, expected: Expected): Result<Manifest, ModelError> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail({ failure: 'manifest-invalid', message: 'The manifest is not JSON: it is cut off, or something else lies in its place. Load it again; if it stays so, export the model anew.' });
  }
  // The version is looked at before the rest: a later format may look different altogether.
  const head = z.looseObject({ format: z.literal('tracepad-model'), version: z.int() }).safeParse(json);
  if (!head.success) return fail({ failure: 'manifest-invalid', message: 'The file is not a model manifest (no "format": "tracepad-model"). Look whether the address is that of a model.' });
  if (head.data.version !== MANIFEST_VERSION) {
    const newer = head.data.version > MANIFEST_VERSION;
    return fail({
      failure: 'version-mismatch',
      message: `The manifest has version ${head.data.version}, which is too ${newer ? 'new' : 'old'}: this build reads version ${MANIFEST_VERSION}. ${newer ? 'Reload the page for a newer build' : 'Export the model anew'}.`,
    });
  }
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
    return fail({ failure: 'manifest-invalid', message: `The manifest is not valid: ${where}${issue?.message ?? 'unknown'}. Export the model anew.` });
  }
  const manifest = parsed.data;
  if (!expected.grammars.includes(manifest.grammar_version)) {
    return fail({
      failure: 'version-mismatch',
      message: `The model "${manifest.name}" was trained for scratchpad grammar ${manifest.grammar_version}; this build writes grammar ${expected.grammars.at(-1)}. Take a model of this build's release.`,
    });
  }
  if (manifest.tokenizer.sha256 !== expected.tokenizerSha256) {
    return fail({
      failure: 'tokenizer-mismatch',
      message: `The model "${manifest.name}" was trained with another vocabulary (${manifest.tokenizer.sha256.slice(0, 12)}…; this build has ${expected.tokenizerSha256.slice(0, 12)}…). Take a model of this build's release.`,
    });
  }
  if (manifest.architecture.vocab_size !== expected.vocabSize) {
    return fail({
      failure: 'manifest-invalid',
      message: `The manifest says ${manifest.architecture.vocab_size} tokens; the vocabulary has ${expected.vocabSize}. Export the model anew.`,
    });
  }
  if (graphFile(manifest) === undefined) {
    return fail({ failure: 'manifest-invalid', message: 'The manifest names no .onnx file. Export the model anew.' });
  }
  return ok(manifest);
}

/** The files to load: the graph, and external weights where it has any. The tokenizer's table is built in. */
export function modelFiles(manifest: Manifest): { readonly graph: ManifestFile; readonly external: readonly ManifestFile[] } {
  const graph = graphFile(manifest);
  assert(graph !== undefined, 'a manifest without a graph is refused when it is read');
  return { graph, external: manifest.files.filter((file) => file !== graph && file.path !== manifest.tokenizer.path) };
}

function graphFile(manifest: Manifest): ManifestFile | undefined {
  return manifest.files.find((file) => file.path.endsWith('.onnx'));
}
