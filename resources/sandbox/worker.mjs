// The thread of the sandbox in which code runs. It begins with the right to read Pyodide's folder, loads it, and gives that
// right back before the first code. A line in, a line out: the engine sends the next only after the answer.
/* global Deno */
import { Folder } from './folder.mjs';
import { callModule, takeOver, runModule } from './javascript.mjs';
import { beginTelling } from './output.mjs';

/** Of a work folder. */
const MAX_BYTES = 16_000_000;
const MAX_FILES = 500;

const post = self.postMessage.bind(self);
const { parse, stringify } = JSON;

/** What runs code, by language: `run` gives exit code, output and the folder afterwards, `call` the value of a function. */
const languages = new Map([['javascript', { run: runModule, call: callModule }]]);

/** First where Pyodide is, then requests. */
let hear = start;
self.addEventListener('message', ({ data }) => void hear(parse(data)));

async function start({ pyodide }) {
  if (pyodide !== null) {
    const { loadPython } = await import('./python.mjs');
    languages.set('python', await loadPython(pyodide));
  }
  Deno.permissions.revokeSync({ name: 'read' });
  takeOver();
  // The first of each kind loads what all need.
  for (const { run } of languages.values()) await run({ code: '', name: 'first', folder: new Folder() });
  hear = answer;
  post(stringify({ id: 0, type: 'ready' }));
}

async function answer({ id, type, language, ...request }) {
  beginTelling();
  try {
    const { run, call } = languages.get(language);
    post(stringify({ id, ...(type === 'run' ? await runIn(run, request) : await call(request)) }));
  } catch (error) {
    post(stringify({ id, type: 'failed', message: String(error?.message ?? error) }));
  }
}

async function runIn(run, { code, name, files }) {
  const before = new Folder(files);
  const { exitCode, output, after } = await run({ code, name, folder: before.copy() });
  if (after.size <= MAX_BYTES && after.files.size <= MAX_FILES) {
    return { type: 'ran', exitCode, output, changed: before.changesTo(after) };
  }
  const much = `${after.files.size} files with ${Math.ceil(after.size / 1e6)} MB`;
  const told = `The work folder holds ${much}. At most ${MAX_FILES} files with ${MAX_BYTES / 1e6} MB are kept: what was changed is lost.\n`;
  return { type: 'ran', exitCode: exitCode || 1, output: output + told, changed: [] };
}
