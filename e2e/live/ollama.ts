import { createReadStream, openAsBlob } from 'node:fs';
import { createHash } from 'node:crypto';
import { ollamaHost } from '../../main/models/ollama-host.ts';
import { NotHereError } from './obtain.ts';

const NAME = 'troupe-live';

/** Gives the model file to the Ollama that runs here, under a name of its own. @throws NotHereError where none runs */
export async function obtainOllamaModel(file: string): Promise<string> {
  const host = ollamaHost(process.env['OLLAMA_HOST']);
  const answers = await fetch(`${host}/api/version`, { signal: AbortSignal.timeout(1000) }).catch(() => undefined);
  if (answers?.ok !== true) throw new NotHereError(`no Ollama answers at ${host}`);
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  const digest = `sha256:${hash.digest('hex')}`;
  await sent(fetch(`${host}/api/blobs/${digest}`, { method: 'POST', body: await openAsBlob(file) }));
  const model = { model: NAME, files: { 'model.gguf': digest }, stream: false };
  await sent(fetch(`${host}/api/create`, { method: 'POST', body: JSON.stringify(model) }));
  return NAME;
}

async function sent(request: Promise<Response>): Promise<void> {
  const response = await request;
  if (!response.ok) throw new Error(`Ollama did not take the model: ${response.status} ${await response.text()}`);
}
