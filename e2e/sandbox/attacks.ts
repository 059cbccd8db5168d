// Ways out of the sandbox, as code tries them. A line "GOT" in what is printed is a way that is open.
import type { CodeBlock } from '../../main/sandbox/code-executor.ts';
import type { Outside } from './outside.ts';

export interface Attack {
  readonly name: string;
  /** How many lines say that a way is closed. */
  readonly tries: number;
  readonly block: (outside: Outside) => CodeBlock;
}

const COUNTED = { secretFile: '', secretJson: '', link: '', folder: '', port: 1 } as Outside;

/** Each try is an expression that is awaited; one that gives something is a way out. */
function javascript(name: string, tries: (outside: Outside) => readonly string[]): Attack {
  const one = (expression: string): string =>
    `try { const got = await Promise.race([(async () => (${expression}))(), new Promise((r) => setTimeout(r, 500))]); if (got !== undefined) console.log('GOT', ${JSON.stringify(expression)}, got); else console.log('nothing') } catch (error) { console.log('no:', error.message) }`;
  return {
    name,
    tries: tries(COUNTED).length,
    block: (outside) => ({ language: 'javascript', code: tries(outside).map(one).join('\n') }),
  };
}

/** Each try is an expression; one that gives something but None is a way out. */
function python(name: string, tries: (outside: Outside) => readonly string[]): Attack {
  const one = (expression: string): string =>
    `try:\n  got = ${expression}\n  print('GOT', ${JSON.stringify(expression)}, got) if got is not None else print('nothing')\nexcept BaseException as error:\n  print('no:', type(error).__name__, str(error)[-300:])`;
  return {
    name,
    tries: tries(COUNTED).length,
    block: (outside) => ({ language: 'python', code: tries(outside).map(one).join('\n') }),
  };
}

const text = JSON.stringify;
/** A worker that posts what an expression gives, or nothing. */
const inWorker = (expression: string): string => {
  const code = `(async () => postMessage(await (${expression})))().catch(() => postMessage(undefined))`;
  return `new Promise((done) => { const w = new Worker('data:text/javascript,' + encodeURIComponent(${text(code)}), { type: 'module' }); w.onmessage = (e) => done(e.data); w.onerror = (e) => { e.preventDefault(); done(undefined); }; })`;
};

export const attacks: readonly Attack[] = [
  javascript('JavaScript reads no file of this machine', ({ secretFile, secretJson, link, folder }) => [
    `Deno.readTextFileSync(${text(secretFile)})`,
    `Deno.openSync(${text(secretFile)})`,
    `Deno.statSync(${text(secretFile)})`,
    `Deno.readLinkSync(${text(link)})`,
    `Deno.realPathSync(${text(folder)})`,
    `Deno.lstatSync('/etc')`,
    `fetch('file://' + ${text(secretFile)})`,
    `(await import('node:fs')).readFileSync(${text(secretFile)}, 'utf8')`,
    `(await import('node:fs/promises')).readFile(${text(secretFile)}, 'utf8')`,
    `(await import('node:fs')).openAsBlob(${text(secretFile)}).then((b) => b.text())`,
    `(await import('node:fs')).readdirSync(${text(folder)})`,
    `(await import('node:fs')).existsSync(${text(secretFile)}) || undefined`,
    `(await import('node:module')).createRequire('file:///')(${text(secretJson)})`,
    `new (await import('node:sqlite')).DatabaseSync(${text(secretFile)})`,
    `process.loadEnvFile(${text(secretFile)})`,
    `process.binding('fs').open(${text(secretFile)}, 0, 0)`,
    `Deno.dlopen('libc.so.6', { getpid: { parameters: [], result: 'i32' } })`,
  ]),
  javascript('imports reach no file of this machine', ({ secretFile, secretJson }) => [
    `import(${text(secretFile)}, { with: { type: 'text' } })`,
    `import('file://' + ${text(secretFile)}, { with: { type: 'text' } })`,
    `import('file://localhost' + ${text(secretFile)}, { with: { type: 'text' } })`,
    `import('FILE://' + ${text(secretFile)}, { with: { type: 'text' } })`,
    `import(${text(secretFile)}, { with: { type: 'bytes' } })`,
    `import(${text(secretJson)}, { with: { type: 'json' } })`,
    `import('data:text/javascript,' + encodeURIComponent('import x from "file://' + ${text(secretFile)} + '" with { type: "text" }; export default x'))`,
    `import(URL.createObjectURL(new Blob(['import x from "file://' + ${text(secretFile)} + '" with { type: "text" }; export default x'], { type: 'text/javascript' })))`,
    `new Function('return import(' + ${text(text(secretFile))} + ', { with: { type: "text" } })')()`,
    `import(import.meta.resolve('../../../../../../../..' + ${text(secretFile)}), { with: { type: 'text' } })`,
    `(await import('node:vm')).runInThisContext('import(' + ${text(text(secretFile))} + ', { with: { type: "text" } })')`,
    inWorker(`import('file://' + ${text(secretFile)}, { with: { type: 'text' } }).then((m) => m.default)`),
    `new Promise((done) => { const w = new Worker('file://' + ${text(secretFile)}, { type: 'module' }); w.onerror = (e) => { e.preventDefault(); done(e.message.includes('TROUPE-OUTSIDE') ? e.message : undefined); }; })`,
    `import('npm:left-pad')`,
    `import('jsr:@std/assert')`,
    `import('https://deno.land/std/version.ts')`,
  ]),
  javascript('JavaScript writes nowhere', ({ folder, secretFile }) => [
    `Deno.writeTextFileSync(${text(`${folder}/new.txt`)}, 'x')`,
    `Deno.mkdirSync(${text(`${folder}/new`)})`,
    `Deno.symlinkSync(${text(secretFile)}, ${text(`${folder}/new-link`)})`,
    `Deno.linkSync(${text(secretFile)}, ${text(`${folder}/new-hard-link`)})`,
    `Deno.copyFileSync(${text(secretFile)}, ${text(`${folder}/new-copy`)})`,
    `Deno.renameSync(${text(secretFile)}, ${text(`${folder}/renamed`)})`,
    `Deno.makeTempFileSync({ dir: ${text(folder)} })`,
    `(await import('node:fs')).writeFileSync(${text(secretFile)}, 'x')`,
    `(await import('node:fs')).rmSync(${text(secretFile)})`,
    `(await import('node:v8')).writeHeapSnapshot(${text(`${folder}/heap`)})`,
    `new (await import('node:sqlite')).DatabaseSync(${text(`${folder}/new.db`)})`,
    `caches.open('kept')`,
    `localStorage.setItem('kept', 'x')`,
    `Deno.openKv(${text(`${folder}/kv`)})`,
  ]),
  javascript('JavaScript reaches no network', ({ port }) => [
    `fetch('http://127.0.0.1:${port}/')`,
    `fetch('http://localhost:${port}/')`,
    `Deno.connect({ hostname: '127.0.0.1', port: ${port} })`,
    `Deno.connectTls({ hostname: '127.0.0.1', port: ${port} })`,
    `Deno.listen({ port: 0 })`,
    `Deno.resolveDns('localhost', 'A')`,
    `new Promise((done) => { const s = new WebSocket('ws://127.0.0.1:${port}'); s.onopen = () => done('open'); s.onerror = () => done(undefined); })`,
    `new Promise((done) => { const s = new EventSource('http://127.0.0.1:${port}'); s.onopen = () => done('open'); s.onerror = () => { s.close(); done(undefined); }; })`,
    `(await import('node:http')).get('http://127.0.0.1:${port}/').on('error', () => 0) && undefined`,
    `(await import('node:net')).connect(${port}, '127.0.0.1').on('error', () => 0) && undefined`,
    `(await import('node:dgram')).createSocket('udp4').on('error', () => 0).send('x', ${port}, '127.0.0.1') && undefined`,
    `import('http://127.0.0.1:${port}/module.js')`,
    `new Worker('http://127.0.0.1:${port}/worker.js', { type: 'module' }).addEventListener('error', (e) => e.preventDefault())`,
    inWorker(`fetch('http://127.0.0.1:${port}/').then(() => 'reached')`),
    `(await import('node:inspector')).open(0)`,
  ]),
  javascript('JavaScript sees no environment and starts nothing', () => [
    `Deno.env.get('TROUPE_OUTSIDE_SECRET')`,
    `Deno.env.toObject()`,
    `process.env.TROUPE_OUTSIDE_SECRET`,
    `new Deno.Command('/bin/sh', { args: ['-c', 'id'] }).outputSync()`,
    `(await import('node:child_process')).execSync('id')`,
    `(await import('node:child_process')).spawn('/bin/sh').on('error', () => 0)`,
    `Deno.kill(Deno.ppid, 'SIGTERM')`,
    `process.kill(process.ppid, 'SIGTERM')`,
    `Deno.hostname()`,
    `Deno.networkInterfaces()`,
    `Deno.permissions.requestSync({ name: 'read' }).state === 'granted' || undefined`,
    `Deno.permissions.requestSync({ name: 'run' }).state === 'granted' || undefined`,
    `Deno.addSignalListener('SIGTERM', () => 0)`,
  ]),
  {
    name: 'no inner function of Deno gives a file away',
    tries: 1,
    block: ({ secretFile, folder, port }) => ({
      language: 'javascript',
      code: `const found = (value, depth = 0) => {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value).includes('TROUPE-OUTSIDE');
  if (typeof value === 'string') return value.includes('TROUPE-OUTSIDE');
  return depth < 3 && value !== null && typeof value === 'object' && Object.values(value).some((one) => found(one, depth + 1));
};
const [file, folder, port] = ${text([secretFile, folder, port])};
const inner = Deno[Deno.internal].core.ops;
let tried = 0;
for (const [name, call] of Object.entries(inner)) {
  if (!name.startsWith('op_')) continue; // classes of windows, which end the process
  for (const args of [[file], [file, 'utf8'], [file, {}], [{ path: file }], ['file://' + file], [0, file], [file, file], [file, 0, 0], ['http://127.0.0.1:' + port, '{}'], [new Uint8Array(3), folder + '/new'], [file, {}, () => 0, () => 0, () => 0]]) {
    try {
      const got = call(...args);
      const value = got instanceof Promise ? await Promise.race([got, new Promise((r) => setTimeout(r, 5))]) : got;
      if (found(value)) console.log('GOT', name);
    } catch {}
    tried += 1;
  }
}
console.log('tried', tried > 100 ? 'many' : tried);`,
    }),
  },
  javascript('what JavaScript changes of its own world opens nothing', ({ secretFile }) => [
    `[].constructor.constructor('return process')().mainModule?.require('fs').readFileSync(${text(secretFile)})`,
    `(() => { Deno.permissions.querySync = () => ({ state: 'granted' }); return undefined; })()`,
    `(() => { Object.prototype.path = ${text(secretFile)}; Object.prototype.read = true; return undefined; })()`,
    `Deno.readTextFileSync({ toString: () => ${text(secretFile)} })`,
    `Deno.readTextFileSync('/work/../..' + ${text(secretFile)})`,
    `Deno.readTextFileSync('../..' + ${text(secretFile)})`,
    `Deno.writeTextFileSync('../up.txt', 'x')`,
  ]),
  python('Python reaches no file of this machine', ({ secretFile, folder }) => [
    `open(${text(secretFile)}).read()`,
    `__import__('os').listdir(${text(folder)})`,
    `__import__('pathlib').Path(${text(secretFile)}).read_text()`,
    `open('/etc/hostname').read()`,
    `open('/proc/self/environ').read()`,
    `__import__('js').Deno.statSync(${text(secretFile)})`,
    `__import__('pyodide_js').mountNodeFS('/m', '/etc')`,
    `__import__('pyodide_js').FS.mount(__import__('pyodide_js').FS.filesystems.NODEFS, {'root': '/etc'}, '/tmp')`,
    `__import__('pyodide_js').constructor.constructor('return process')().binding('fs').open(${text(secretFile)}, 0, 0)`,
    `__import__('js').eval("Deno.lstatSync('/etc')")`,
    `__import__('js').eval("(new Function('return Deno.openSync(' + JSON.stringify(${secretFile}) + ')'))()")`,
    `__import__('ctypes').CDLL('libc.so.6').getpid()`,
    `__import__('sqlite3').connect('file:' + ${text(secretFile)} + '?mode=ro', uri=True)`,
  ]),
  python('Python reaches no network', ({ port }) => [
    `__import__('urllib.request').request.urlopen('http://127.0.0.1:${port}/', timeout=1).read()`,
    `__import__('socket').create_connection(('127.0.0.1', ${port}), timeout=1)`,
    `__import__('http.client').client.HTTPConnection('127.0.0.1', ${port}, timeout=1).request('GET', '/')`,
    `__import__('asyncio').run(__import__('pyodide.http').http.pyfetch('http://127.0.0.1:${port}/'))`,
    `__import__('pyodide.http').http.open_url('http://127.0.0.1:${port}/').read()`,
    `__import__('pyodide.ffi').ffi.run_sync(__import__('js').fetch('http://127.0.0.1:${port}/'))`,
    `__import__('js').Deno.listen(__import__('js').Object.fromEntries([['port', 0]]))`,
    `__import__('pyodide_js').loadPackage('numpy') and None`,
  ]),
  python('Python sees no environment and starts nothing', () => [
    `__import__('os').environ.get('TROUPE_OUTSIDE_SECRET')`,
    `__import__('js').Deno.env.get('TROUPE_OUTSIDE_SECRET')`,
    `__import__('os').fork()`,
    `__import__('os').execv('/bin/sh', ['sh'])`,
    `__import__('subprocess').run(['id'])`,
    `__import__('multiprocessing').Process(target=print).start()`,
    `__import__('threading').Thread(target=print).start()`,
    `__import__('js').Deno.kill(__import__('js').Deno.ppid, 'SIGTERM')`,
    `None if __import__('os').system('id') != 0 else 'ran'`,
  ]),
  {
    name: 'links and strange paths stay in the work folder',
    tries: 3,
    block: ({ secretFile }) => ({
      language: 'python',
      code: `import os
os.symlink(${text(secretFile)}, 'secret-link')
os.symlink('/', 'root-link')
os.symlink('..', 'up-link')
for path in ('secret-link', 'root-link' + ${text(secretFile)}, '../..' + ${text(secretFile)}):
    try:
        print('GOT', open(path).read())
    except OSError as error:
        print('no:', error.strerror)
open('../escaped.txt', 'w').write('x')
open('kept.txt', 'w').write('x')
`,
    }),
  },
];
