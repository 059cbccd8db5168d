import type { Engine } from '../../main/rpc/engine.ts';
import type { RunId } from '../../shared/ids.ts';
import type { RunControl } from '../../shared/run/command.ts';

/** Changes the course of a run that is open here. Resolves when its log holds a command for each control. */
export async function commanded(engine: Engine, run: RunId, controls: readonly RunControl[]): Promise<void> {
  if (controls.length === 0) return;
  const { lastSequence } = engine.runs.get(run);
  for (const control of controls) engine.runs.control(run, control);
  let awaited = controls.length;
  const leave = new AbortController();
  for await (const signal of engine.runs.watch(run, lastSequence, leave.signal)) {
    if (signal.type === 'event' && signal.event.body.type === 'command' && (awaited -= 1) === 0) break;
  }
  leave.abort();
}
