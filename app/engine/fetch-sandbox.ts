import type { Packs } from '../../main/packs/packs.ts';
import { bringsCode } from '../../shared/component/brings-code.ts';
import { ComponentModel } from '../../shared/component/envelope.ts';
import { failureText } from '../../shared/failure.ts';
import { sizeWords } from '../../shared/size-words.ts';
import { SANDBOX_PACK, sandboxPlaces } from './code-ports.ts';

/**
 * Fetches the sandbox where a team brings code and it is not here yet, and says so on the standard error. Where it cannot be
 * had the run goes on, and its code says that it was not run. Ends early, with nothing installed, once `signal` is aborted.
 */
export async function fetchSandboxFor(
  plan: ComponentModel,
  { packs, signal }: { readonly packs: Packs; readonly signal: AbortSignal },
): Promise<void> {
  const pack = packs.find(SANDBOX_PACK);
  if (!holdsCode(plan) || pack === undefined || sandboxPlaces(packs) !== undefined) return;
  process.stderr.write(
    `This team brings code. The sandbox that it runs in is fetched now, once: ${sizeWords(pack.bytes)}.\n`,
  );
  try {
    await packs.install(pack, signal, () => undefined);
  } catch (error) {
    if (signal.aborted) return;
    process.stderr.write(`${failureText(error)}\nThe run goes on without the sandbox, and its code is not run.\n`);
  }
}

/** Wherever it stands: a program brings teams whose slots nobody else knows. */
function holdsCode(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { data: component } = ComponentModel.safeParse(value);
  return (component !== undefined && bringsCode(component)) || Object.values(value).some(holdsCode);
}
