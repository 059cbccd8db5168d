import * as z from 'zod';
import { WorkFolder } from '../../shared/run/work-folder.ts';
import type { KeptFolder } from '../core/kept-folder.ts';
import type { Toolbox } from './call-tools.ts';

/** Work folders of tools by the names of these, as they stand in states and checkpoints; empty ones are left out. */
export const SavedFolders = z.record(z.string(), WorkFolder);
export type SavedFolders = z.infer<typeof SavedFolders>;

/** The work folders of an agent's tools, for what is kept of the agent. */
export class ToolFolders {
  readonly #folders: ReadonlyMap<string, KeptFolder>;

  constructor({ tools, library = NONE }: Pick<Toolbox, 'tools' | 'library'>) {
    this.#folders = new Map(
      [...library, ...tools].flatMap(([name, tool]) =>
        'folder' in tool && tool.folder !== undefined ? [[name, tool.folder] as const] : [],
      ),
    );
  }

  /** Undefined where no tool keeps any file. */
  saved(): SavedFolders | undefined {
    const kept = [...this.#folders].filter(([, { isEmpty }]) => !isEmpty);
    return kept.length === 0 ? undefined : Object.fromEntries(kept.map(([name, { files }]) => [name, { ...files }]));
  }

  /** Puts all of them back as they were; those that are not named are empty. */
  load(saved: SavedFolders = {}): void {
    for (const [name, folder] of this.#folders) folder.load(saved[name] ?? {});
  }
}

const NONE: Toolbox['tools'] = new Map();
