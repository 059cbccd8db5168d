// JavaScript and TypeScript: a block or a tool is a module, imported from its own text.
/* global Deno */
import { Folder } from './folder.mjs';
import { Output } from './output.mjs';

let output = new Output();
let folder = new Folder();
let count = 0;

/** Ends a block from inside. */
class Exit extends Error {
  /** @param {number} code */
  constructor(code) {
    super(`exit ${code}`);
    this.code = code;
  }
}

const print = (...values) => output.add(`${values.map(shown).join(' ')}\n`);
const shown = (value) => (typeof value === 'string' ? value : Deno.inspect(value, { colors: false, depth: 6 }));

/** Puts our own in the place of what code of this thread would print, read, write and end with. */
export function takeOver() {
  for (const name of ['log', 'info', 'debug', 'warn', 'error', 'dir', 'table', 'trace']) console[name] = print;
  const stream = { writeSync: (bytes) => (output.add(new TextDecoder().decode(bytes)), bytes.length) };
  for (const name of ['stdout', 'stderr']) {
    Object.assign(Deno[name], stream, { write: async (bytes) => stream.writeSync(bytes) });
  }
  Deno.exit = self.close = (code = 0) => {
    throw new Exit(code);
  };
  for (const [name, value] of Object.entries(files)) {
    Deno[`${name}Sync`] = value;
    Deno[name] = async (...args) => value(...args);
  }
  for (const kind of ['error', 'unhandledrejection']) {
    self.addEventListener(kind, (event) => {
      event.preventDefault();
      print(`Nobody caught: ${explained(event.error ?? event.reason)}`);
    });
  }
}

/** Deno's functions for files, on the work folder. */
const files = {
  readFile: (path) => read(path).slice(),
  readTextFile: (path) => new TextDecoder().decode(read(path)),
  writeFile: (path, bytes) => void folder.files.set(inFolder(path), Uint8Array.from(bytes)),
  writeTextFile: (path, text) => void folder.files.set(inFolder(path), new TextEncoder().encode(text)),
  remove: (path) => {
    if (!folder.files.delete(inFolder(path))) throw new Deno.errors.NotFound(`There is no file "${path}".`);
  },
  readDir: () => [...folder.files.keys()].map((name) => ({ name, isFile: true, isDirectory: false, isSymlink: false })),
};

function inFolder(path) {
  const parts = String(path)
    .replace(/^\/work\//, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  if (String(path).startsWith('/work/') || !String(path).startsWith('/')) {
    if (parts.length > 0 && !parts.includes('..')) return parts.join('/');
  }
  throw new Deno.errors.PermissionDenied(`"${path}" is not in the work folder.`);
}

function read(path) {
  const bytes = folder.files.get(inFolder(path));
  if (bytes === undefined) throw new Deno.errors.NotFound(`There is no file "${path}".`);
  return bytes;
}

/** Runs a block as a program. */
export async function runModule(request) {
  output = new Output();
  folder = request.folder;
  let exitCode = 0;
  try {
    await import(asModule(`${request.code}\n//# ${(count += 1)}`));
  } catch (error) {
    exitCode = error instanceof Exit ? error.code & 0xff : 1;
    if (!(error instanceof Exit)) print(explained(error));
  }
  return { exitCode, output: output.told(), after: folder };
}

/** Calls the function that a module exports: its default, or the one with the tool's name. */
export async function callModule({ source, name, args }) {
  output = new Output();
  folder = new Folder();
  const outcome = (content, isError) => ({ type: 'called', content, isError, printed: output.told() });
  try {
    const module = await import(asModule(source));
    const call = module.default ?? module[name];
    if (typeof call !== 'function') {
      return outcome(`The code exports no function: it needs "export default" or "export function ${name}".`, true);
    }
    return outcome(asText(await call(args)), false);
  } catch (error) {
    return outcome(error instanceof Exit ? 'The tool ended its thread.' : explained(error).trim(), true);
  }
}

/** Deno takes the types away. */
function asModule(text) {
  return `data:application/typescript;base64,${new TextEncoder().encode(text).toBase64()}`;
}

function asText(value) {
  if (typeof value === 'string') return value;
  return JSON.stringify(value) ?? String(value);
}

/** The error without the addresses of modules, which are their whole text. */
function explained(error) {
  const text = error instanceof Error ? (error.stack ?? error.message) : `Thrown: ${shown(error)}`;
  return text
    .replaceAll(/data:application\/typescript;base64,[\w+/=]*/g, 'code')
    .split('\n')
    .filter((line) => !/^\s+at .*(file:\/\/|ext:)/.test(line))
    .join('\n');
}
