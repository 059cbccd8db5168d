import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/failure.ts';
import type { PackStatus } from '../../shared/rpc/packs-contract.ts';
import type { Progress } from '../jobs/job-board.ts';
import { folderBytes } from './folder-bytes.ts';
import { findNpm, runNpm } from './npm.ts';
import { readPackSources, type PackSource } from './pack-source.ts';

/** Fills a folder that holds a package.json and a package-lock.json with the packages that these name. */
export type FillFolder = (folder: string, signal: AbortSignal) => Promise<void>;

export interface PacksOptions {
  /** The packs that come with Troupe. */
  readonly sources: string;
  /** Where they are installed: one folder a pack, in it one folder a version. */
  readonly folder: string;
  readonly fill?: FillFolder;
}

const PINNED = [
  ['package.json', 'package.json'],
  ['lock.json', 'package-lock.json'],
] as const;
const PROGRESS_EVERY_MS = 500;
/** Folder of an install that is not done; after it the process that does it. */
const UNFINISHED = '.installing-';

/**
 * Packs: parts of Troupe that are too large to come with it. Each is a folder of npm packages with pinned hashes. An
 * install works in a folder of its own, which is renamed when all is there: a folder with a version as its name is whole.
 */
export class Packs {
  readonly #sources: string;
  readonly #folder: string;
  readonly #fill: FillFolder;

  constructor({ sources, folder, fill = fillByNpm }: PacksOptions) {
    this.#sources = sources;
    this.#folder = folder;
    this.#fill = fill;
  }

  list(): PackStatus[] {
    return readPackSources(this.#sources).map((source) => {
      const { id, title, summary, versionWords: version, bytes } = source;
      return { id, title, summary, version, bytes, state: this.#state(source) };
    });
  }

  find(id: string): PackSource | undefined {
    return readPackSources(this.#sources).find((source) => source.id === id);
  }

  /** Path of a part of a pack; undefined where it is not installed. */
  part(pack: PackSource, name: string): string | undefined {
    return findPart(this.#place(pack), pack.parts[name]);
  }

  /** Installs a pack, over whatever is there of it. @throws NpmMissingError, NpmFailedError, PackPartError */
  async install(pack: PackSource, signal: AbortSignal, tell: (progress: Progress) => void): Promise<void> {
    const home = join(this.#folder, pack.id);
    for (const left of this.#unfinished(pack.id)) await rm(join(home, left), { recursive: true, force: true });
    const work = join(home, `${UNFINISHED}${process.pid}`);
    await mkdir(work, { recursive: true });
    const look = async (): Promise<void> => tell({ doneBytes: await folderBytes(work), totalBytes: pack.bytes });
    const timer = setInterval(() => void look(), PROGRESS_EVERY_MS);
    try {
      // Programs that pack applications leave out files that are called package-lock.json.
      for (const [from, to] of PINNED) await writeFile(join(work, to), readFileSync(join(pack.folder, from)));
      await this.#fill(work, signal);
      const missing = missingParts(work, pack);
      if (missing.length > 0) throw new PackPartError(pack, missing);
      await this.#replace(home, work, pack.version);
    } finally {
      clearInterval(timer);
      await rm(work, { recursive: true, force: true });
    }
  }

  /** Takes a pack from the disk. */
  async remove({ id }: PackSource): Promise<void> {
    await rm(join(this.#folder, id), { recursive: true, force: true });
  }

  /** Puts the finished folder in its place, and takes other versions away. */
  async #replace(home: string, work: string, version: string): Promise<void> {
    for (const name of readdirSync(home)) {
      if (!name.startsWith(UNFINISHED)) await rm(join(home, name), { recursive: true, force: true });
    }
    await rename(work, join(home, version));
  }

  #state(source: PackSource): PackStatus['state'] {
    if (missingParts(this.#place(source), source).length === 0) return 'installed';
    if (existsSync(this.#place(source)) || this.#unfinished(source.id).length > 0) return 'incomplete';
    return this.#names(source.id).some((name) => !name.startsWith(UNFINISHED)) ? 'outdated' : 'absent';
  }

  /** Folders of installs whose process is gone. */
  #unfinished(id: string): string[] {
    return this.#names(id).filter((name) => name.startsWith(UNFINISHED) && !isOpen(name.slice(UNFINISHED.length)));
  }

  #names(id: string): string[] {
    const home = join(this.#folder, id);
    return existsSync(home) ? readdirSync(home) : [];
  }

  #place({ id, version }: PackSource): string {
    return join(this.#folder, id, version);
  }
}

/** npm installed all that it found for this machine, and something is missing: there is no build for it. */
class PackPartError extends AppError {
  readonly code = 'pack-part';
  constructor({ title }: PackSource, missing: readonly string[]) {
    super(
      `"${title}" cannot be used on this machine (${process.platform}, ${process.arch}): there is no ${missing.join(', ')} for it.`,
    );
  }
}

function missingParts(place: string, { parts }: PackSource): string[] {
  return Object.keys(parts).filter((name) => findPart(place, parts[name]) === undefined);
}

function findPart(place: string, candidates: readonly string[] | undefined): string | undefined {
  return candidates?.map((path) => join(place, path)).find((file) => existsSync(file));
}

function isOpen(pid: string): boolean {
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
}

/** No scripts of packages are run: what is installed is exactly what the hashes say. */
const CLEAN_INSTALL =
  'ci --prefix . --ignore-scripts --omit=dev --include=optional --no-audit --no-fund --loglevel=error --fetch-retries=2 --fetch-retry-mintimeout=2000 --fetch-retry-maxtimeout=10000';

async function fillByNpm(folder: string, signal: AbortSignal): Promise<void> {
  const npm = findNpm(process.env, process.platform);
  await runNpm({ npm, args: CLEAN_INSTALL.split(' '), folder, signal });
}
