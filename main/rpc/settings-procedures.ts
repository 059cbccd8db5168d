import { implement } from '@orpc/server';
import { settingsContract } from '../../shared/rpc/settings-contract.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { SettingsStore } from '../core/store.ts';
import { traceRoute } from '../traces/trace-target.ts';
import type { Engine } from './engine.ts';
import { clearErrors, clearStream } from './rpc-errors.ts';

const procedure = implement(settingsContract).$context<Engine>().use(clearErrors);

/** Settings: read, changed field by field, and followed by every open window. */
export const settingsProcedures = procedure.router({
  get: procedure.get.handler(({ context }) => context.settings.read()),
  update: procedure.update.handler(({ input, context, errors }) => {
    const updated = context.settings.update(input);
    if (updated.ok) return updated.settings;
    const message = `These settings cannot be kept. ${updated.issues.map((issue) => issue.message).join('; ')}`;
    throw errors.INVALID_SETTINGS({ message, data: { issues: [...updated.issues] } });
  }),
  watch: procedure.watch.handler(({ context, signal }) =>
    clearStream(followSettings(context.settings, signal ?? new AbortController().signal), context),
  ),
  traceRoute: procedure.traceRoute.handler(({ context }) =>
    traceRoute(context.settings.read().traces, context.keys.env),
  ),
});

/** What is stored now, and the newest again after each change. Who reads slowly misses only what was replaced since. */
async function* followSettings(store: SettingsStore, signal: AbortSignal): AsyncGenerator<Settings> {
  let changed = Promise.withResolvers<void>();
  const wake = (): void => changed.resolve();
  const leave = store.onChange(wake);
  signal.addEventListener('abort', wake);
  try {
    while (!signal.aborted) {
      changed = Promise.withResolvers<void>();
      yield store.read();
      await changed.promise;
    }
  } finally {
    leave();
    signal.removeEventListener('abort', wake);
  }
}
