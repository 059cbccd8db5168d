// node traced-engine.fixture.ts FOLDER: an engine that runs a team until it asks a person, says so, and is killed then.
import { person, roundRobin, scripted } from '../cli/team-files.fixture.ts';
import { composeEngine } from './compose-engine.ts';
import { secretsOfThisProcess } from './process-secrets.ts';
import { startTeam } from './start-team.fixture.ts';

const [, , dataFolder = ''] = process.argv;
const composed = composeEngine({ host: 'serve', dataFolder, notices: [], secrets: secretsOfThisProcess() });
const inner = roundRobin([scripted('dan', ['Bob?']), person('bob')], {
  max_turns: 2,
  name: 'inner',
  description: 'in',
});
const run = startTeam(composed, roundRobin([scripted('ada', ['Hello.']), inner], { max_turns: 2 }));
// Nothing else keeps a process alive that waits for a person.
setInterval(() => undefined, 60_000);
for await (const signal of composed.engine.runs.watch(run, 0, new AbortController().signal)) {
  if (signal.type === 'event' && signal.event.body.type === 'hold') process.stdout.write(`${run}\n`);
}
