import { join } from 'node:path';
import { ALLOW_ALL } from '../../shared/run/approval.ts';
import { composeEngine } from './compose-engine.ts';
import { agentPart, serverPart, teamOf, toolCall } from './mcp-team.fixture.ts';
import { secretsOfThisProcess } from './process-secrets.ts';
import { startTeam } from './start-team.fixture.ts';

/** An engine of its own that makes a call which never comes back: the server ignores signals. Says when it has begun. */
const [folder, starts] = process.argv.slice(2) as [string, string];
const composed = composeEngine({
  host: 'serve',
  dataFolder: join(folder, 'killed'),
  notices: [],
  secrets: secretsOfThisProcess(),
});
const bench = serverPart(starts) as { config: { server_params: { env: Record<string, string> } } };
bench.config.server_params.env['HOSTILE'] = 'stubborn';
const run = startTeam(composed, teamOf([agentPart('one', [toolCall('hang')], [bench])], 1), { approvals: ALLOW_ALL });
for await (const signal of composed.engine.runs.watch(run, 0, new AbortController().signal)) {
  if (
    signal.type === 'event' &&
    signal.event.body.type === 'effect-start' &&
    signal.event.body.place.includes('call:')
  ) {
    process.stdout.write('begun\n');
  }
}
