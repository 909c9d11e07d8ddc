/** Loading of a model for a command. */
import path from 'node:path';
import { createNodeModelRunner } from '../model/node-runner.ts';
import type { ModelInfo, ModelRunner } from '../model/protocol.ts';
import { CommandError } from './arguments.ts';

/** The model that ships with the app. */
export const DEFAULT_MODEL = path.join(import.meta.dirname, '..', '..', 'public', 'models', 'tiny');

export async function loadModel(directory: string): Promise<{ runner: ModelRunner; info: ModelInfo }> {
  const runner = createNodeModelRunner(directory);
  const loaded = await runner.load('manifest.json', 'wasm', () => undefined);
  if (!loaded.ok) throw new CommandError(`The model in ${directory} did not load (${loaded.error.failure}): ${loaded.error.message}`);
  return { runner, info: loaded.value };
}
