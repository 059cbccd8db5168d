import { implement } from '@orpc/server';
import { failureText } from '../../shared/failure.ts';
import { keysContract } from '../../shared/rpc/keys-contract.ts';
import { listKeys } from '../secrets/list-keys.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { Engine } from './engine.ts';
import { clearErrors } from './rpc-errors.ts';

const procedure = implement(keysContract).$context<Engine>().use(clearErrors);

/** Keys: entered, named and removed here, and never sent back. */
export const keysProcedures = procedure.router({
  list: procedure.list.handler(async ({ context }) => ({
    keys: listKeys(context.secrets, context.keys.env),
    keeping: await context.secrets.keeping(),
  })),
  set: procedure.set.handler(async ({ input: { name, key, baseUrls }, context: { secrets }, errors }) => {
    if (secrets.isLocked()) throw errors.LOCKED();
    const value = key ?? secrets.secret(name)?.value;
    if (value === undefined) throw errors.NOT_FOUND();
    secrets.put(name, { value, baseUrls });
    await written(secrets, (message) => errors.NOT_KEPT({ message }));
  }),
  rename: procedure.rename.handler(async ({ input: { name, to }, context: { secrets }, errors }) => {
    if (secrets.isLocked()) throw errors.LOCKED();
    const secret = secrets.secret(name);
    if (secret === undefined) throw errors.NOT_FOUND();
    if (secrets.secret(to) !== undefined) throw errors.TAKEN({ message: `Another key is called ${to}.` });
    secrets.put(to, secret);
    secrets.remove(name);
    await written(secrets, (message) => errors.NOT_KEPT({ message }));
  }),
  remove: procedure.remove.handler(async ({ input: { name }, context: { secrets }, errors }) => {
    if (secrets.isLocked()) throw errors.LOCKED();
    if (secrets.secret(name) === undefined) throw errors.NOT_FOUND();
    secrets.remove(name);
    await written(secrets, (message) => errors.NOT_KEPT({ message }));
  }),
  unlock: procedure.unlock.handler(async ({ input, context: { secrets }, errors }) => {
    if (!(await secrets.unlock(input.passphrase))) throw errors.WRONG_PASSPHRASE();
  }),
  protect: procedure.protect.handler(async ({ input, context: { secrets }, errors }) => {
    try {
      await secrets.protect(input.passphrase);
    } catch (error) {
      throw errors.NOT_KEPT({ message: `The keys could not be written: ${failureText(error)}` });
    }
  }),
  startOver: procedure.startOver.handler(({ context }) => ({ movedTo: context.secrets.startOver() })),
});

async function written(secrets: SecretStore, notKept: (message: string) => Error): Promise<void> {
  try {
    await secrets.saved();
  } catch (error) {
    throw notKept(`The key counts until Troupe closes, but could not be written: ${failureText(error)}`);
  }
}
