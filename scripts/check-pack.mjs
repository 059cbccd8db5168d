// npm run pack:check: packs the application around a stand-in for Electron and looks at what came out. Needs no network.
// Shows that electron-builder.yml is valid, that what must be in the package is there and nothing else, and that the
// fuses are set. It cannot show that the packed application starts.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStale } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What stands before the fuses in Electron's binary, see @electron/fuses. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/**
 * The fuses in their order there, as they are to be: run as Node, cookie encryption, NODE_OPTIONS, --inspect, check of the
 * archive, archive only, snapshot of the browser process (left as it is: on), privileges of file: pages.
 */
const WANTED_FUSES = '01001110';

const MUST_HAVE = [
  /^package\.json$/,
  /^dist\/electron\/main\.js$/,
  /^dist\/electron\/engine\.js$/,
  /^dist\/electron\/llama-worker\.js$/,
  /^dist\/pdf-worker\.js$/,
  /^node_modules\/@babel\/parser\/lib\/index\.js$/,
  /^node_modules\/unpdf\/dist\/pdfjs\.mjs$/,
  /^resources\/packs\/.+\/lock\.json$/,
  /^dist\/electron\/preload\.cjs$/,
  /^dist\/renderer\/index\.html$/,
  /^resources\/templates\/.+/,
  /^node_modules\/better-sqlite3\/prebuilds\/linux-x64\.node$/,
  /^node_modules\/sqlite-vec\/index\.cjs$/,
  /^node_modules\/ws\//,
];
/** What the system itself loads. */
const UNPACKED = ['better-sqlite3/prebuilds/linux-x64.node', `sqlite-vec-linux-${process.arch}/vec0.so`];
const MUST_NOT_HAVE = [
  /\.map$/,
  /\.tsx?$/,
  /^(app|main|renderer|shared|test|e2e|scripts)\//,
  /^node_modules\/(node-(linux|win)|electron|vite|react|typescript)/,
];

const folder = mkdtempSync(join(tmpdir(), 'troupe-pack-'));
try {
  await buildStale();
  const output = pack(folder);
  const problems = output === undefined ? ['electron-builder failed'] : inspect(output);
  for (const problem of problems) console.log(problem);
  console.log(problems.length === 0 ? 'The package is as it should be.' : `${problems.length} problems`);
  process.exitCode = problems.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Packs for Linux.
 * @param {string} work a folder to work in
 * @returns the folder with the unpacked application, undefined when electron-builder failed
 */
function pack(work) {
  const electron = join(work, 'electron');
  mkdirSync(electron);
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8'));
  writeFileSync(join(electron, 'version'), version);
  const fuses = Buffer.concat([Buffer.from([1, WANTED_FUSES.length]), Buffer.from('1'.repeat(WANTED_FUSES.length))]);
  writeFileSync(join(electron, 'electron'), Buffer.concat([Buffer.from(FUSE_SENTINEL), fuses]), { mode: 0o755 });
  const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
  const output = join(work, 'release');
  const options = ['--dir', '--linux', `-c.electronDist=${electron}`, `-c.directories.output=${output}`];
  const { status } = spawnSync(process.execPath, [builder, ...options], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return status === 0 ? join(output, 'linux-unpacked') : undefined;
}

/**
 * @param {string} application
 * @returns {string[]} what is wrong with it
 */
function inspect(application) {
  const archive = join(application, 'resources', 'app.asar');
  const files = listArchive(archive);
  const missing = MUST_HAVE.filter((pattern) => !files.some((file) => pattern.test(file)));
  const superfluous = MUST_NOT_HAVE.flatMap((pattern) => files.filter((file) => pattern.test(file)).slice(0, 3));
  const packed = UNPACKED.filter((file) => !existsSync(join(`${archive}.unpacked`, 'node_modules', file)));
  const fuses = readFuses(join(application, 'troupe'));
  console.log(`${files.length} files in ${(readFileSync(archive).length / 1e6).toFixed(1)} MB`);
  return [
    ...missing.map((pattern) => `missing: ${pattern.source}`),
    ...superfluous.map((file) => `should not be in the package: ${file}`),
    ...packed.map((file) => `${file} is inside the archive, where it cannot be loaded from`),
    ...(fuses === WANTED_FUSES ? [] : [`fuses are ${fuses}, not ${WANTED_FUSES}`]),
  ];
}

/**
 * The paths in an asar archive: it begins with the sizes of its header, then a tree of names as JSON.
 * @param {string} archive
 */
function listArchive(archive) {
  const bytes = readFileSync(archive);
  const length = bytes.readUInt32LE(12);
  return listTree(JSON.parse(bytes.toString('utf8', 16, 16 + length)), '');
}

/**
 * @typedef {{ files?: Record<string, Tree> }} Tree
 * @param {Tree} tree
 * @param {string} path
 * @returns {string[]}
 */
function listTree(tree, path) {
  if (tree.files === undefined) return [path];
  return Object.entries(tree.files).flatMap(([name, child]) => listTree(child, path === '' ? name : `${path}/${name}`));
}

/** @param {string} binary */
function readFuses(binary) {
  const bytes = readFileSync(binary);
  const start = bytes.indexOf(FUSE_SENTINEL) + FUSE_SENTINEL.length;
  return bytes.toString('latin1', start + 2, start + 2 + (bytes[start + 1] ?? 0));
}
