import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, isAbsolute, join, normalize, resolve } from 'node:path';
import * as z from 'zod';
import type { LocalModel } from '../../shared/rpc/local-models-contract.ts';
import type { Progress } from '../jobs/job-board.ts';
import { hasGgufStart } from '../models/llama/gguf-start.ts';
import { downloadFile, partFile, readRecord, recordFile } from './download-file.ts';
import { ModelFileError } from './model-file-error.ts';

/** Paths of the user's own files, as they are kept. */
const Chosen = z.array(z.string());

/** The model files that Troupe knows: those it downloaded into its folder, and the user's own, which stay where they are. */
export class ModelFolder {
  readonly #folder: string;
  readonly #chosenFile: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#chosenFile = join(folder, 'chosen.json');
  }

  list(): LocalModel[] {
    const names = existsSync(this.#folder) ? readdirSync(this.#folder) : [];
    const whole = names.filter((name) => /\.gguf$/i.test(name));
    const parts = names.filter((name) => /\.gguf\.part$/i.test(name)).map((name) => name.replace(/\.part$/, ''));
    const ours = [...new Set([...whole, ...parts])].map((name) => this.#ours(name));
    return [...ours, ...this.#chosen().map(chosenModel)].toSorted((a, b) =>
      basename(a.path) < basename(b.path) ? -1 : 1,
    );
  }

  /** File of a model: of the name of one in the folder, of a path as it is. Undefined where no such name is known. */
  find(model: string): string | undefined {
    if (isAbsolute(model)) return normalize(model);
    if (model.startsWith('~/')) return join(homedir(), model.slice(2));
    return this.list().find(({ name, state }) => name === model && state === 'ready')?.path;
  }

  /** Name under which an address is kept. @throws ModelFileError for what is no address, or whose file is here already */
  nameFor(url: string): string {
    const parsed = URL.parse(url);
    if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
      throw new ModelFileError(`"${url}" is no address of a file: it must begin with https:// (or http://).`);
    }
    if (parsed.username !== '' || parsed.password !== '') {
      throw new ModelFileError('The address holds a name or a password: these would be kept beside the file.');
    }
    const last = (parsed.pathname.split('/').at(-1) ?? '').replace(/[^\w.+-]+/g, '-').replace(/^[.-]+/, '');
    if (last === '') throw new ModelFileError(`${url} names no file.`);
    const name = /\.gguf$/i.test(last) ? last : `${last}.gguf`;
    if (existsSync(join(this.#folder, name))) throw new ModelFileError(`${name} is here already. Remove it first.`);
    return name;
  }

  /** Downloads into the folder. @throws ModelFileError */
  async download(
    { url, sha256 }: { readonly url: string; readonly sha256: string | undefined },
    signal: AbortSignal,
    tell: (progress: Progress) => void,
  ): Promise<void> {
    const file = join(this.#folder, this.nameFor(url));
    mkdirSync(this.#folder, { recursive: true });
    await downloadFile({ url, sha256: sha256 ?? readRecord(file)?.sha256 ?? null, file, signal, tell });
  }

  /** Puts a file on the list. @throws ModelFileError when it is no GGUF file that can be read */
  async choose(path: string): Promise<LocalModel> {
    const file = path.startsWith('~/') ? join(homedir(), path.slice(2)) : path;
    if (!isAbsolute(file)) throw new ModelFileError(`"${path}" is no whole path of a file.`);
    const isGguf = await hasGgufStart(file).catch((error: unknown) => {
      throw new ModelFileError(`${file} cannot be read, or is not there.`, { cause: error });
    });
    if (!isGguf) throw new ModelFileError(`${file} is not a GGUF file.`);
    mkdirSync(this.#folder, { recursive: true });
    const chosen = [...new Set([...this.#chosen(), resolve(file)])];
    await writeFile(this.#chosenFile, JSON.stringify(chosen));
    return chosenModel(resolve(file));
  }

  /** Deletes a file of ours, or takes one of the user's from the list. @throws ModelFileError when it is not known */
  async remove(name: string): Promise<void> {
    const model = this.list().find((known) => known.name === name);
    if (model === undefined) throw new ModelFileError(`${name} is not on the list.`);
    if (!model.isOurs) {
      await writeFile(this.#chosenFile, JSON.stringify(this.#chosen().filter((path) => path !== name)));
      return;
    }
    const file = join(this.#folder, name);
    for (const one of [file, partFile(file), recordFile(file)]) await rm(one, { force: true });
  }

  #ours(name: string): LocalModel {
    const path = join(this.#folder, name);
    const isWhole = existsSync(path);
    const record = readRecord(path);
    return {
      name,
      path,
      bytes: statSync(isWhole ? path : partFile(path)).size,
      state: isWhole ? 'ready' : 'incomplete',
      isOurs: true,
      url: record?.url ?? null,
      sha256: record?.sha256 ?? null,
    };
  }

  #chosen(): string[] {
    if (!existsSync(this.#chosenFile)) return [];
    return Chosen.parse(JSON.parse(readFileSync(this.#chosenFile, 'utf8')));
  }
}

function chosenModel(path: string): LocalModel {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  const state = size === undefined ? 'gone' : 'ready';
  return { name: path, path, bytes: size ?? 0, state, isOurs: false, url: null, sha256: null };
}
