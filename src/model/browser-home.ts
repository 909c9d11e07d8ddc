/**
 * The runner's home in the browser's worker: which of onnxruntime-web's builds is loaded, from where, and whether the
 * GPU may be used. Its WASM files are the app's own, at any base path; nothing comes from elsewhere.
 */
import wasmModuleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import webGpuModuleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import webGpuWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import type { Env } from 'onnxruntime-common';
import { assert } from '../base/assert.ts';
import { toHalfPrecision } from './half-precision.ts';
import type { Need } from './ladder.ts';
import { providerOf } from './ladder.ts';
import { httpModelFiles } from './model-files.ts';
import { createDequantised, createOnnxSession } from './onnx-session.ts';
import type { Rung } from './protocol.ts';
import type { RunnerHome } from './runner.ts';
import { keepRuntime } from './runtime-cache.ts';

/** Threads past this many bring little for models of this size, and the machine has other work. */
const MOST_THREADS = 4;

export function browserHome(): RunnerHome {
  return {
    files: httpModelFiles,
    obstacle: (rung, need, asked) => (providerOf(rung) === 'webgpu' ? webGpuObstacle(rung === 'webgpu-f16', need, asked) : Promise.resolve(wasmObstacle(rung))),
    async openSession(rung, files, architecture) {
      if (providerOf(rung) === 'wasm') {
        const onnxruntime = await import('onnxruntime-web/wasm');
        configure(onnxruntime.env, wasmModuleUrl, wasmUrl, rung === 'wasm-threads' ? threadsToUse() : 1);
        const session = await createDequantised(onnxruntime, files, architecture);
        void keepRuntime(absolute(wasmUrl));
        return session;
      }
      const onnxruntime = await import('onnxruntime-web/webgpu');
      // What is left to the CPU there is too little to share among threads.
      configure(onnxruntime.env, webGpuModuleUrl, webGpuWasmUrl, 1);
      const half = rung === 'webgpu-f16';
      const device = await requestDevice(half);
      const graph = half && files.asItIs !== true ? toHalfPrecision(files.graph) : files.graph;
      const session = await createOnnxSession(onnxruntime, { ...files, graph }, architecture, { device, half });
      void keepRuntime(absolute(webGpuWasmUrl));
      return {
        ...session,
        release: async () => {
          await session.release();
          device.destroy();
        },
      };
    },
  };
}

function threadsToUse(): number {
  return Math.min(MOST_THREADS, navigator.hardwareConcurrency);
}

function wasmObstacle(rung: Rung): string | null {
  if (typeof WebAssembly !== 'object') return 'This browser has no WebAssembly, or has it turned off.';
  if (rung === 'wasm') return null;
  if (!globalThis.crossOriginIsolated) return 'Threads need a page that is isolated from other origins, which its server has to ask for.';
  return threadsToUse() < 2 ? 'This machine has a single processor.' : null;
}

function configure(env: { readonly wasm: Env.WebAssemblyFlags; logLevel?: Env['logLevel'] }, module: string, wasm: string, threads: number): void {
  env.logLevel = 'error';
  env.wasm.numThreads = threads;
  // Absolute: the runtime resolves relative paths against its own file.
  env.wasm.wasmPaths = { mjs: new URL(module, import.meta.url).href, wasm: absolute(wasm) };
}

function absolute(url: string): string {
  return new URL(url, import.meta.url).href;
}

function gpu(): GPU | undefined {
  // Typed as always present; browsers without WebGPU and insecure origins lack it.
  return (navigator as { readonly gpu?: GPU }).gpu;
}

async function webGpuObstacle(half: boolean, need: Need, asked: boolean): Promise<string | null> {
  const api = gpu();
  if (!api) return globalThis.isSecureContext ? 'This browser has no WebGPU.' : 'WebGPU needs a page served over https.';
  let adapter: GPUAdapter | null;
  try {
    adapter = await api.requestAdapter({ powerPreference: 'high-performance' });
  } catch (error) {
    return `This browser's WebGPU gives no adapter: ${String(error)}.`;
  }
  if (!adapter) return 'This browser has WebGPU, but no GPU that it may use.';
  if (!asked && isSoftware(adapter.info)) return `The only WebGPU adapter computes in software (${adapter.info.description || adapter.info.architecture}), which is slower than WASM.`;
  if (half && !adapter.features.has('shader-f16')) return 'The GPU does not compute in half precision.';
  const limit = Math.min(adapter.limits.maxBufferSize, adapter.limits.maxStorageBufferBindingSize);
  const bytes = half ? need.largestTensor / 2 : need.largestTensor;
  if (bytes > limit) return `The GPU takes ${Math.floor(limit / 1e6)} MB at a time; the model has pieces of ${Math.ceil(bytes / 1e6)} MB.`;
  return null;
}

function isSoftware(info: GPUAdapterInfo): boolean {
  return info.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|basic render/i.test(`${info.architecture} ${info.device} ${info.description}`);
}

/** Limits that onnxruntime's kernels profit from; a device has only the default ones unless it is asked for more. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/**
 * A device of our own, without any feature but the precision: where the adapter has subgroups of 4, onnxruntime's flash attention is
 * silently wrong from 32 tokens on (differences of 6 to 8 in the logits, measured on Chromium's software adapter).
 */
async function requestDevice(half: boolean): Promise<GPUDevice> {
  const adapter = await gpu()?.requestAdapter({ powerPreference: 'high-performance' });
  assert(adapter, 'a device is asked for only where an adapter was found');
  return adapter.requestDevice({ requiredFeatures: half ? ['shader-f16'] : [], requiredLimits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])) });
}
