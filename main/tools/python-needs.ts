import type * as z from 'zod';
import type { functionTool, PythonImport } from '../../shared/component/tools.ts';

/** What a Python tool wants that the sandbox does not give. */
export interface PythonNeeds {
  /** Modules that are not there. */
  readonly modules: readonly string[];
  /** Modules that are there, and reach for the network or start programs. */
  readonly outside: readonly string[];
  /** It reads variables of the environment, and there are none. */
  readonly environment: boolean;
}

type Config = Pick<z.infer<typeof functionTool.config>, 'source_code' | 'global_imports'>;

/** Reads from the text of a Python tool, without running it, what it will miss in the sandbox. */
export function needsOfPython({ source_code: source, global_imports: imports }: Config): PythonNeeds {
  const named = [...imports.map(moduleOf), ...modulesIn(source)];
  const missing = new Set(named.map((name) => name.split('.')[0] ?? '').filter((name) => !HERE.has(name)));
  const outside = new Set(named.filter((name) => OUTSIDE.some((one) => name === one || name.startsWith(`${one}.`))));
  const environment =
    /\bos\.(?:getenv|environ)\b/.test(source) || /\bfrom\s+os\s+import\b.*\b(?:getenv|environ)\b/.test(source);
  return { modules: [...missing], outside: [...outside], environment };
}

function moduleOf(one: z.infer<typeof PythonImport>): string {
  if (typeof one === 'string') return one;
  return 'module' in one ? one.module : one.name;
}

/** Modules of `import a, b.c as d` and `from a.b import c` at the beginning of lines. */
function modulesIn(source: string): string[] {
  const lines = source.matchAll(/^[ \t]*(?:import[ \t]+([^\n#;]+)|from[ \t]+([\w.]+)[ \t]+import\b)/gm);
  return [...lines].flatMap(([, list, from]) =>
    from === undefined ? (list ?? '').split(',').map((part) => part.trim().split(/\s/)[0] ?? '') : [from],
  );
}

const OUTSIDE = [
  ...[
    'urllib.request',
    'http.client',
    'socket',
    'socketserver',
    'ftplib',
    'imaplib',
    'poplib',
    'smtplib',
    'xmlrpc.client',
  ],
  ...['subprocess', 'multiprocessing'],
];

/** Modules of Pyodide 314.0.7 as Troupe installs it, and what `resources/sandbox` adds. `npm run test:sandbox` compares. */
const HERE: ReadonlySet<string> = new Set(
  (
    '__future__ abc annotationlib argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile calendar ' +
    'cmath cmd code codecs codeop collections colorsys compileall compression concurrent configparser contextlib contextvars ' +
    'copy copyreg csv ctypes dataclasses datetime decimal difflib dis doctest email encodings enum errno faulthandler fcntl ' +
    'filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib gzip hashlib ' +
    'heapq hmac html http imaplib importlib inspect io ipaddress itertools json keyword linecache locale logging lzma ' +
    'mailbox marshal math mimetypes mmap modulefinder multiprocessing netrc ntpath numbers opcode operator optparse os ' +
    'pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty py_compile ' +
    'pyclbr pydoc pyexpat queue quopri random re reprlib rlcompleter runpy sched secrets select selectors shelve shlex shutil ' +
    'signal site smtplib socket socketserver sqlite3 ssl stat statistics string stringprep struct subprocess symtable sys ' +
    'sysconfig tabnanny tarfile tempfile termios textwrap threading time timeit token tokenize tomllib trace traceback ' +
    'tracemalloc tty types typing unicodedata unittest urllib uuid warnings wave weakref webbrowser wsgiref xml xmlrpc ' +
    'zipapp zipfile zipimport zlib zoneinfo autogen_core'
  ).split(' '),
);

/** All modules that are taken for being there. */
export const sandboxModules: readonly string[] = [...HERE];
