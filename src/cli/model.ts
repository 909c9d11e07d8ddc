/** Loading of a model for a command. */
import { existsSync, openAsBlob, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createNodeModelRunner } from '../model/node-runner.ts';
import type { ModelInfo, ModelRunner, OtherSource } from '../model/protocol.ts';
import { CommandError } from './arguments.ts';

/** The model that ships with the app. */
export const DEFAULT_MODEL = path.join(import.meta.dirname, '..', '..', 'public', 'models', 'tiny');

/** The templates that ship with the app; `--template` takes the name of one, or a file. */
const TEMPLATES = path.join(import.meta.dirname, '..', '..', 'public', 'templates');

/**
 * Loads the model in a folder: one of ours, by its manifest.json, or one of another make in Hugging Face's ONNX layout.
 * @param template by which the latter is prompted: the name of a template or the path of its file.
 */
export async function loadModel(directory: string, template: string | null = null): Promise<{ runner: ModelRunner; info: ModelInfo }> {
  const runner = createNodeModelRunner(directory);
  const isOther = !existsSync(path.join(directory, 'manifest.json')) && existsSync(path.join(directory, 'config.json'));
  if (!isOther && template !== null) throw new CommandError(`${directory} has a manifest: its model needs no template.`);
  const loaded = isOther ? await runner.loadOther({ source: await folderOf(directory), template: templateText(template ?? 'few-shot') }, 'wasm', () => undefined) : await runner.load('manifest.json', 'wasm', () => undefined);
  if (!loaded.ok) throw new CommandError(`The model in ${directory} did not load (${loaded.error.failure}): ${loaded.error.message}`);
  return { runner, info: loaded.value };
}

async function folderOf(directory: string): Promise<OtherSource> {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(path.join(directory, name)).isFile());
  const files = await Promise.all(names.map(async (name) => ({ path: name.split(path.sep).join('/'), content: await openAsBlob(path.join(directory, name)) })));
  return { kind: 'folder', name: path.basename(path.resolve(directory)), files };
}

function templateText(name: string): string {
  const shipped = path.join(TEMPLATES, `${name}.txt`);
  const file = !/[\\/.]/.test(name) && existsSync(shipped) ? shipped : name;
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new CommandError(`There is no template '${name}': --template takes a file, or one of ${readdirSync(TEMPLATES).map((each) => each.replace(/\.txt$/, '')).join(', ')}.`);
  }
}
