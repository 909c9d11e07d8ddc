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
import { httpModelFiles } from './model-files.ts';
import { createOnnxSession } from './onnx-session.ts';
import type { RunnerHome } from './runner.ts';

/** Threads past this many bring little for models of this size, and the machine has other work. */
const MOST_THREADS = 4;

export function browserHome(): RunnerHome {
  let device: Promise<GPUDevice> | null = null;
  return {
    files: httpModelFiles,
    webGpuObstacle,
    async openSession(provider, files, architecture) {
      if (provider === 'wasm') {
        const onnxruntime = await import('onnxruntime-web/wasm');
        configure(onnxruntime.env, wasmModuleUrl, wasmUrl);
        return createOnnxSession(onnxruntime, files, architecture, null);
      }
      const onnxruntime = await import('onnxruntime-web/webgpu');
      configure(onnxruntime.env, webGpuModuleUrl, webGpuWasmUrl);
      device ??= requestDevice();
      // A device that could not be had, or was lost, must not be kept for the next attempt.
      device.then((own) => own.lost).then(() => (device = null), () => (device = null));
      return createOnnxSession(onnxruntime, files, architecture, await device);
    },
  };
}

function configure(env: { readonly wasm: Env.WebAssemblyFlags; logLevel?: Env['logLevel'] }, module: string, wasm: string): void {
  env.logLevel = 'error';
  // Threads need shared memory, which needs a page that is isolated from other origins.
  env.wasm.numThreads = globalThis.crossOriginIsolated ? Math.min(MOST_THREADS, navigator.hardwareConcurrency) : 1;
  // Absolute: the runtime resolves relative paths against its own file.
  env.wasm.wasmPaths = { mjs: new URL(module, import.meta.url).href, wasm: new URL(wasm, import.meta.url).href };
}

function gpu(): GPU | undefined {
  // Typed as always present; browsers without WebGPU and insecure origins lack it.
  return (navigator as { readonly gpu?: GPU }).gpu;
}

async function webGpuObstacle(asked: boolean): Promise<string | null> {
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
 * A device of our own, without any feature: where the adapter has subgroups of 4, onnxruntime's flash attention is
 * silently wrong from 32 tokens on (differences of 6 to 8 in the logits, measured on Chromium's software adapter).
 */
async function requestDevice(): Promise<GPUDevice> {
  const adapter = await gpu()?.requestAdapter({ powerPreference: 'high-performance' });
  assert(adapter, 'a device is asked for only where an adapter was found');
  return adapter.requestDevice({ requiredLimits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])) });
}
