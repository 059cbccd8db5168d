// Python: Pyodide, and the runner that is written in Python.
import { Folder } from './folder.mjs';
import { tell } from './output.mjs';
import argumentsText from './python/arguments.py' with { type: 'text' };
import autogenText from './python/autogen_core.py' with { type: 'text' };
import runnerText from './python/runner.py' with { type: 'text' };

const WORK = '/work';

/** @param {string} address of `pyodide.mjs` */
export async function loadPython(address) {
  const { loadPyodide } = await import(address);
  const python = await loadPyodide({
    indexURL: decodeURIComponent(new URL('.', address).pathname).replace(/^\/(\w:)/, '$1'),
  });
  const { FS } = python;
  FS.mkdirTree(WORK);
  const library = String(python.runPython('import sysconfig; sysconfig.get_path("purelib")'));
  FS.mkdirTree(`${library}/troupe_sandbox`);
  FS.writeFile(`${library}/troupe_sandbox/__init__.py`, '');
  FS.writeFile(`${library}/troupe_sandbox/arguments.py`, argumentsText);
  FS.writeFile(`${library}/troupe_sandbox/runner.py`, runnerText);
  FS.writeFile(`${library}/autogen_core.py`, autogenText);
  const runner = python.pyimport('troupe_sandbox.runner');
  runner.tell_by(tell);
  const { run_block: runBlock, call_function: callFunction } = runner;
  /** Python may wait inside (asyncio.run) only where it is entered like this. */
  const ask = async (entry, request) => JSON.parse(await entry.callPromising(JSON.stringify(request)));
  return {
    async run({ code, name, folder }) {
      restore(FS, folder);
      const { exitCode, output } = await ask(runBlock, { code, name });
      return { exitCode, output, after: readFolder(FS) };
    },
    async call(request) {
      restore(FS, new Folder());
      return { type: 'called', ...(await ask(callFunction, request)) };
    },
  };
}

/** Makes the work folder what it should be, whatever is there. */
function restore(FS, folder) {
  FS.chdir('/');
  empty(FS, WORK);
  for (const [path, bytes] of folder.files) {
    const file = `${WORK}/${path}`;
    FS.mkdirTree(file.slice(0, file.lastIndexOf('/')));
    FS.writeFile(file, bytes);
  }
  FS.chdir(WORK);
}

function entries(FS, folder) {
  return FS.readdir(folder)
    .filter((name) => name !== '.' && name !== '..')
    .map((name) => ({ path: `${folder}/${name}`, mode: FS.lstat(`${folder}/${name}`).mode }));
}

function empty(FS, folder) {
  for (const { path, mode } of entries(FS, folder)) {
    if (!FS.isDir(mode)) FS.unlink(path);
    else {
      empty(FS, path);
      FS.rmdir(path);
    }
  }
}

/** Files only: links and the like are left out. */
function readFolder(FS) {
  const found = new Folder();
  const visit = (folder) => {
    for (const { path, mode } of entries(FS, folder)) {
      if (FS.isDir(mode)) {
        if (!path.endsWith('/__pycache__')) visit(path);
      } else if (FS.isFile(mode)) found.files.set(path.slice(WORK.length + 1), FS.readFile(path));
    }
  };
  visit(WORK);
  return found;
}
