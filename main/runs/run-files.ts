import type { RunId } from '../../shared/ids.ts';
import { isPicture, readText } from '../../shared/file-kind.ts';
import { applyFolderEvent, NO_FOLDERS, type WorkFolders } from '../../shared/run/fold/work-folders.ts';
import { filesOfOutcome, type LeftFile } from '../../shared/run/work-folder.ts';
import type { BlobStore, RunStore } from '../core/store.ts';

export interface RunFilesOptions {
  readonly store: Pick<RunStore, 'read' | 'scan'>;
  readonly blobs: Pick<BlobStore, 'get'>;
}

/** A file as the run left it. */
export interface KeptFile {
  /** Whose work folder it is in: `coder`, `boss/coder`. */
  readonly owner: string;
  readonly path: string;
  /** Undefined: its content is not there any more. */
  readonly content: Buffer | undefined;
}

/** What code of runs left in its work folders. Only what the log of a run names is given. */
export class RunFiles {
  readonly #options: RunFilesOptions;

  constructor(options: RunFilesOptions) {
    this.#options = options;
  }

  /** What a step changed, by path; empty where event `sequence` is no step that changed files. */
  ofStep(run: RunId, sequence: number): LeftFile[] {
    return Object.entries(this.#changes(run, sequence))
      .map(([path, hash]): LeftFile => {
        if (hash === null) return { path, kind: 'gone', bytes: 0 };
        const content = this.#content(hash);
        return content === undefined
          ? { path, kind: 'lost', bytes: 0 }
          : { path, kind: kindOf(content), bytes: content.length };
      })
      .toSorted((one, other) => (one.path < other.path ? -1 : 1));
  }

  /** The content of a file as a step left it; undefined where there is none. */
  content(run: RunId, file: { readonly sequence: number; readonly path: string }): Buffer | undefined {
    const changes = new Map(Object.entries(this.#changes(run, file.sequence)));
    const hash = changes.get(file.path) ?? null;
    return hash === null ? undefined : this.#content(hash);
  }

  /** All files as the run left them, in the order of owners and paths. */
  *kept(run: RunId): Generator<KeptFile> {
    let folders: WorkFolders = NO_FOLDERS;
    for (const event of this.#options.store.scan(run, 0)) folders = applyFolderEvent(folders, event);
    for (const [owner, files] of [...folders.folders].toSorted(byName)) {
      for (const [path, { hash }] of [...files].toSorted(byName)) yield { owner, path, content: this.#content(hash) };
    }
  }

  #changes(run: RunId, sequence: number): NonNullable<ReturnType<typeof filesOfOutcome>> {
    const [event] = this.#options.store.read({ run, after: sequence - 1, limit: 1 });
    return (event?.body.type === 'effect-end' ? filesOfOutcome(event.body.outcome) : undefined) ?? {};
  }

  #content(hash: Parameters<BlobStore['get']>[0]): Buffer | undefined {
    const base64 = this.#options.blobs.get(hash);
    return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
  }
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

function kindOf(content: Buffer): LeftFile['kind'] {
  if (isPicture(content)) return 'picture';
  return readText(content) === undefined ? 'other' : 'text';
}
