import { compile } from '../../main/compiler/compile.ts';
import { importText } from '../../main/rpc/import-text.ts';
import type { RunRequest } from '../../main/runs/run-service.ts';
import type { RunId } from '../../shared/ids.ts';
import type { ComposedEngine } from './compose-engine.ts';

/** Starts a run of a team in component JSON, with what else the request is to say. */
export function startTeam({ engine }: ComposedEngine, team: object, request: Partial<RunRequest> = {}): RunId {
  const imported = importText(engine, { fileName: 'x.json', text: JSON.stringify(team) });
  const compiled = imported.ok ? compile(imported.stored.document) : undefined;
  if (!compiled?.ok) throw new Error('The team is not good.');
  return engine.runs.start({
    plan: compiled.plan,
    title: 'Duo',
    document: null,
    task: 'Go',
    state: undefined,
    overrides: {},
    debug: false,
    breakpoints: [],
    ...request,
  });
}
