import { hasGgufStart } from './gguf-start.ts';
import { LlamaRefusal } from './llama-refusal.ts';

/** Looks at a model file before native code reads it. @throws LlamaRefusal */
export async function checkModelFile(path: string): Promise<void> {
  const isGguf = await hasGgufStart(path).catch((error: NodeJS.ErrnoException) => {
    const isGone = error.code === 'ENOENT' || error.code === 'ENOTDIR';
    throw new LlamaRefusal(
      'not-found',
      isGone ? `The model file ${path} is not there.` : `The model file ${path} cannot be read (${error.code}).`,
    );
  });
  if (!isGguf) throw new LlamaRefusal('bad-request', `${path} is not a GGUF file, or is damaged.`);
}
