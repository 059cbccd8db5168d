// Who may know whom: runs .dependency-cruiser.cjs over the sources, and makes sure that it read all of them.
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import './swc-using.mjs';

const FOLDERS = ['app', 'bench', 'e2e', 'main', 'renderer', 'scripts', 'shared', 'test'];

/**
 * Checks the imports of a project against its own .dependency-cruiser.cjs.
 * @param {string} root
 * @returns {Promise<{ problems: string[], filesRead: number }>}
 */
export async function checkImports(root) {
  const { options, ...ruleSet } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs'));
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const { output } = await cruise(folders, { ...options, baseDir: root, validate: true, ruleSet });
  if (typeof output === 'string') throw new Error('dependency-cruiser gave text where data was expected');
  const problems = output.summary.violations.map(describe);
  const read = new Set(output.modules.map(({ source }) => source));
  const unread = folders.flatMap((folder) => sources(root, folder)).filter((file) => !read.has(file));
  for (const file of unread) problems.push(`${file} was not read, so nothing is known of its imports`);
  return { problems, filesRead: read.size };
}

/** @param {import('dependency-cruiser').IViolation} violation */
function describe({ rule, from, to, cycle }) {
  const path = cycle ? [from, ...cycle.map(({ name }) => name)].join(' -> ') : `${from} -> ${to}`;
  return `${rule.name}: ${path}`;
}

/**
 * @param {string} root
 * @param {string} folder
 */
function sources(root, folder) {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /(?<!\.d)\.(tsx?|mjs)$/.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { problems, filesRead } = await checkImports(join(dirname(fileURLToPath(import.meta.url)), '..'));
  for (const problem of problems) console.log(problem);
  console.log(`${filesRead} modules, ${problems.length} problems`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
