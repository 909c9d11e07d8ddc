/** The model runner under Node: onnxruntime-web's WASM, files by fs. For the command line and the tests. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as onnxruntime from 'onnxruntime-web/wasm';
import { fail, ok } from '../base/result.ts';
import type { ModelFiles } from './model-files.ts';
import { providerOf } from './ladder.ts';
import type { OnnxRuntime } from './onnx-session.ts';
import { createDequantised } from './onnx-session.ts';
import type { ModelRunner, Rung } from './protocol.ts';
import type { RunnerHome } from './runner.ts';
import { createModelRunner } from './runner.ts';

export interface NodeRunnerOptions {
  /** Threads of the arithmetic, 1 if not given. It holds for the whole process from the first session on. */
  readonly threads?: number;
}

/**
 * @param directory the model's folder; `load` takes paths relative to it, mostly `'manifest.json'`.
 */
export function createNodeModelRunner(directory: string, options: NodeRunnerOptions = {}): ModelRunner {
  return createModelRunner(nodeHome(directory, options.threads ?? 1));
}

function nodeHome(directory: string, threads: number): RunnerHome {
  return {
    files: (manifestUrl) => diskFiles(directory, manifestUrl),
    obstacle: (rung) => Promise.resolve(obstacle(rung, threads)),
    async openSession(_rung, files, architecture) {
      return createDequantised(await nodeRuntime(threads), files, architecture);
    },
  };
}

/** onnxruntime-web, told where its binary is. The first call of a process decides the threads. */
export async function nodeRuntime(threads: number): Promise<OnnxRuntime> {
  const { wasm } = onnxruntime.env;
  wasm.numThreads = threads;
  wasm.wasmBinary ??= await readFile(createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'));
  return onnxruntime;
}

function obstacle(rung: Rung, threads: number): string | null {
  if (providerOf(rung) === 'webgpu') return 'There is no WebGPU under Node.';
  return rung === 'wasm-threads' && threads < 2 ? 'One thread was asked for.' : null;
}

function diskFiles(directory: string, manifestPath: string): ModelFiles {
  const manifest = join(directory, manifestPath);
  return {
    async readManifest() {
      try {
        return ok(new Uint8Array(await readFile(manifest)));
      } catch (error) {
        return fail({ failure: 'manifest-missing', message: `No manifest at ${manifest}: ${String(error)}.` });
      }
    },
    async readFile(file, _signal, onBytes) {
      try {
        const bytes = new Uint8Array(await readFile(join(manifest, '..', file.path)));
        onBytes(bytes.length);
        return ok({ bytes, fromStore: false });
      } catch (error) {
        return fail({ failure: 'file-missing', message: `${file.path} could not be read: ${String(error)}.` });
      }
    },
  };
}
