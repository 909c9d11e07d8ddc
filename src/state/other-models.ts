/** Models of another make that a person brings along: where they lie, and the template that they are prompted by. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OtherSource } from '../model/protocol.ts';
import type { IdleTracker } from './idle.ts';
import type { PredictionController } from './prediction-actions.ts';

/** Templates that are served with the page, as `templates/ID.txt`. */
export const TEMPLATE_IDS = ['few-shot', 'chat', 'cwm'] as const;
export type TemplateId = (typeof TEMPLATE_IDS)[number];

export interface OtherModels {
  /** Null: nothing was opened. */
  readonly source: OtherSource | null;
  readonly template: TemplateId | 'own';
  /** The file that a person chose. */
  readonly ownTemplate: { readonly name: string; readonly text: string } | null;
  /** Why a template could not be read; null: it could. */
  readonly problem: string | null;
}

export type OtherModelsStore = StoreApi<OtherModels>;

export interface OtherModelActions {
  readonly store: OtherModelsStore;
  /** Opens what lies there, by the template that is chosen. None of these rejects. */
  open(source: OtherSource): Promise<void>;
  /** A model that is open is loaded anew by it. */
  chooseTemplate(id: TemplateId | 'own'): Promise<void>;
  takeTemplate(file: File): Promise<void>;
  /** Puts it away, for a model of the page's own. */
  leave(): void;
}

/** Larger ones are no templates. */
const MAX_TEMPLATE_BYTES = 1024 * 1024;

interface Parts {
  readonly models: PredictionController;
  readonly idle: IdleTracker;
  /** The text of a template that is served with the page; throws where it does not come. */
  readonly fetchTemplate: (id: TemplateId) => Promise<string>;
}

export function createOtherModels({ models, idle, fetchTemplate }: Parts): OtherModelActions {
  const store = createStore<OtherModels>(() => ({ source: null, template: 'few-shot', ownTemplate: null, problem: null }));

  /** Busy from the first moment on: the page is never idle between the choice and what comes of it. */
  function load(): Promise<void> {
    return idle.during('model-load', loadNow());
  }

  async function loadNow(): Promise<void> {
    const { source, template, ownTemplate } = store.getState();
    if (source === null) return;
    let text: string;
    try {
      text = template === 'own' ? (ownTemplate?.text ?? '') : await fetchTemplate(template);
    } catch (error) {
      store.setState({ problem: error instanceof Error ? error.message : String(error) });
      return;
    }
    store.setState({ problem: null });
    await models.loadOther({ source, template: text });
  }

  return {
    store,
    async open(source) {
      store.setState({ source });
      await load();
    },
    async chooseTemplate(template) {
      if (template === store.getState().template) return;
      store.setState({ template });
      await load();
    },
    async takeTemplate(file) {
      if (file.size > MAX_TEMPLATE_BYTES) {
        store.setState({ problem: `${file.name} is too large for a template.` });
        return;
      }
      const text = await idle.during('model-load', file.text());
      store.setState({ ownTemplate: { name: file.name, text }, template: 'own' });
      await load();
    },
    leave() {
      store.setState({ source: null, problem: null });
      models.leaveOther();
    },
  };
}

/** What a person calls a source. */
export function sourceName(source: OtherSource): string {
  return source.kind === 'folder' ? source.name : source.url;
}

/** The files of a folder that was chosen, or dropped; their paths begin with the folder's own name. Null: there is none. */
export function folderSource(files: Iterable<File>): OtherSource | null {
  const listed = [...files].map((file) => ({ path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, content: file }));
  const name = listed[0]?.path.split('/')[0];
  return name === undefined ? null : { kind: 'folder', name, files: listed };
}

/** The folder that was dropped, with all its files; null where none was. */
export async function droppedModel(entries: readonly FileSystemEntry[]): Promise<OtherSource | null> {
  const folder = entries.find((entry): entry is FileSystemDirectoryEntry => entry.isDirectory);
  if (folder === undefined) return null;
  return { kind: 'folder', name: folder.name, files: await filesOf(folder, folder.name) };
}

/** A folder of a model has some dozen files. */
const MAX_DROPPED_FILES = 500;

async function filesOf(folder: FileSystemDirectoryEntry, at: string): Promise<{ path: string; content: File }[]> {
  const reader = folder.createReader();
  const found: { path: string; content: File }[] = [];
  for (;;) {
    // A reader gives some entries at a time, and none when it is done.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0 || found.length > MAX_DROPPED_FILES) return found;
    for (const entry of entries) {
      const path = `${at}/${entry.name}`;
      if (entry.isDirectory) found.push(...(await filesOf(entry as FileSystemDirectoryEntry, path)));
      else found.push({ path, content: await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)) });
    }
  }
}
