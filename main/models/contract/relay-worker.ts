// Stands for the process of local models where clients are tested: a real process with a real line, which asks the server
// that is named in place of a model file, and passes on what that says, line by line. When that breaks off, it dies.
import { assertNever } from '../../../shared/assert-never.ts';
import { type FromWorker, type GenerateCall, ToWorker } from '../llama/worker-messages.ts';

type Refusal = Extract<FromWorker, { type: 'error' }>;

const open = new Map<number, AbortController>();

process.on('disconnect', () => process.exit(0));
process.on('message', (raw) => {
  const message = ToWorker.parse(raw);
  switch (message.type) {
    case 'generate':
      return void relay(message.id, message.call);
    case 'cancel':
      return open.get(message.id)?.abort();
    case 'ping':
      return void tell({ type: 'pong' });
    default:
      return assertNever(message);
  }
});

async function relay(id: number, call: GenerateCall): Promise<void> {
  const { library: _library, conversation: _conversation, model, ...question } = call;
  const stop = new AbortController();
  open.set(id, stop);
  try {
    const body = JSON.stringify(question);
    const response = await fetch(model.path, { method: 'POST', body, signal: stop.signal });
    if (!response.ok) return await tell({ ...((await response.json()) as Refusal), id });
    let rest = '';
    for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') await tell(toMessage(line, id));
    }
  } catch {
    if (!stop.signal.aborted) process.kill(process.pid, 'SIGKILL');
  } finally {
    open.delete(id);
  }
}

/** A line as a message of this call, unless it is of another; what is no message, as it stands. */
function toMessage(line: string, id: number): unknown {
  try {
    return { id, ...(JSON.parse(line) as object) };
  } catch {
    return line;
  }
}

/** Resolves when it is under way: a process that dies takes with it what is not. */
function tell(message: unknown): Promise<void> {
  return new Promise((resolve) => void process.send?.(message, () => resolve()));
}
