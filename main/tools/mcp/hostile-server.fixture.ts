import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * A server over standard streams that misbehaves on demand: each tool does one bad thing. Run as a program.
 * `STARTS`: a file that its process id is added to. `HOSTILE`:
 * `exit` ends at once, `mute` never answers, `silent` does not list its tools, `stubborn` neither ends nor listens to signals.
 */
interface Question {
  readonly id?: number;
  readonly method: string;
  readonly params?: { name?: string; arguments?: Record<string, unknown>; _meta?: { progressToken?: number } };
}

const mode = process.env['HOSTILE'];
const starts = process.env['STARTS'];
if (starts !== undefined) appendFileSync(starts, `${process.pid}\n`);
let remembered = 0;
let hasChanged = false;

function write(message: object): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

function answer(id: number | undefined, text: string, more: object = {}): void {
  write({ id, result: { content: [{ type: 'text', text }], ...more } });
}

function tools(): object[] {
  const names = ['echo', 'fail', 'die', 'hang', 'slow', 'change', 'garbage', 'wrong-id', 'wrong-shape', 'huge'];
  const others = ['flood', 'endless-line', 'child', 'count', 'environment', 'picture'];
  const late = hasChanged ? ['late'] : [];
  return [...names, ...others, ...late].map((name) => ({
    name,
    description: `Does "${name}".`,
    inputSchema: { type: 'object', properties: {} },
    ...(name === 'echo' && { annotations: { readOnlyHint: true } }),
    ...(name === 'count' && { annotations: { destructiveHint: false } }),
  }));
}

type Deed = (question: Question) => void;

const deeds: Record<string, Deed> = {
  echo: ({ id, params }) => answer(id, String(params?.arguments?.['text'])),
  fail: ({ id }) => answer(id, 'It did not work.', { isError: true }),
  die: () => {
    process.stderr.write('I cannot go on.\n');
    process.exit(7);
  },
  hang: () => undefined,
  slow: ({ id, params }) => {
    let told = 0;
    const timer = setInterval(() => {
      told += 1;
      const progress = { progressToken: params?._meta?.progressToken, progress: told, total: 8 };
      if (told < 8) write({ method: 'notifications/progress', params: progress });
      else {
        clearInterval(timer);
        answer(id, 'slow, but done');
      }
    }, 60);
  },
  change: ({ id }) => {
    hasChanged = true;
    write({ method: 'notifications/tools/list_changed' });
    answer(id, 'changed');
  },
  garbage: ({ id }) => {
    process.stdout.write('Welcome to my server!\n{"jsonrpc": "2.0", "id": \n[]\n');
    answer(id, 'after garbage');
  },
  'wrong-id': ({ id = 0 }) => answer(id + 1000, 'for somebody else'),
  'wrong-shape': ({ id }) => write({ id, result: { content: 'no list' } }),
  huge: ({ id, params }) => answer(id, 'x'.repeat(Number(params?.arguments?.['length']))),
  flood: () => {
    const junk = 'y'.repeat(60_000);
    const more = (): void => {
      while (process.stdout.write(`{"jsonrpc":"2.0","method":"notifications/junk","params":{"junk":"${junk}"}}\n`));
      process.stdout.once('drain', more);
    };
    more();
  },
  'endless-line': () => {
    const more = (): void => {
      while (process.stdout.write('z'.repeat(60_000)));
      process.stdout.once('drain', more);
    };
    more();
  },
  child: ({ id }) => {
    const child = spawn('sleep', ['600'], { stdio: 'ignore' });
    answer(id, String(child.pid));
  },
  count: ({ id }) => {
    remembered += 1;
    answer(id, String(remembered));
  },
  environment: ({ id }) => answer(id, JSON.stringify(process.env)),
  picture: ({ id }) => {
    const content = [
      { type: 'image', mimeType: 'image/png', data: 'AAAA'.repeat(1000) },
      { type: 'resource', resource: { uri: 'note:1', mimeType: 'text/plain', text: 'hello' } },
      { type: 'resource_link', uri: 'note:2', name: 'second note' },
    ];
    write({ id, result: { content } });
  },
};

function hear(question: Question): void {
  const { id, method, params } = question;
  if (mode === 'mute') return;
  if (method === 'initialize') {
    const capabilities = { tools: { listChanged: true } };
    const serverInfo = { name: 'hostile', version: '1' };
    write({ id, result: { protocolVersion: '2025-06-18', capabilities, serverInfo } });
  } else if (method === 'tools/list' && mode === 'silent') return;
  else if (method === 'tools/list') write({ id, result: { tools: tools() } });
  else if (method === 'tools/call')
    (deeds[params?.name ?? ''] ?? (() => answer(id, 'No such tool.', { isError: true })))(question);
}

if (mode === 'exit') {
  process.stderr.write('There is no database.\n');
  process.exit(3);
}
if (mode === 'stubborn') {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  setInterval(() => undefined, 1000);
}
createInterface({ input: process.stdin })
  .on('line', (line) => hear(JSON.parse(line) as Question))
  .on('close', () => {
    if (mode !== 'stubborn') process.exit(0);
  });
