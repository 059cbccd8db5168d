import { describe, expect, it } from 'vitest';
import type { Json } from '../../shared/json.ts';
import { comparable, DESCRIPTION, golden, liveTeam, startRun, stateAfter, SYSTEM, told } from './golden.fixture.ts';
import { assistant, createRig, maxMessages, scripted } from './rig.fixture.ts';
import { handsTo, selectorTeam, swarmTeam } from './team-plans.fixture.ts';

const asInAutoGen = { system_message: SYSTEM, description: DESCRIPTION };

const selector = selectorTeam(
  [assistant('a', scripted('ra1'), asInAutoGen), assistant('b', scripted('rb1'), asInAutoGen)],
  scripted('b', 'a'),
  { max_turns: 2, emit_team_events: true },
);

const swarm = swarmTeam(
  [
    assistant('a', scripted(handsTo('b')), { ...asInAutoGen, handoffs: ['b'] }),
    assistant('b', scripted('x'), asInAutoGen),
  ],
  { termination_condition: maxMessages(3) },
);

const teams = { selector, swarm };

describe.each(Object.entries(teams))('a %s team in AutoGen and here', (name, plan) => {
  it('tells the same', async () => {
    const rig = createRig();
    expect(await told(rig, startRun(rig, plan))).toEqual(comparable(golden('runs')[name]!)); // the file holds it
  });

  it('leaves the same state, and takes it', async () => {
    const expected = golden('states')[name] as Json & object; // it is there
    expect(comparable((await stateAfter(plan)) as Json)).toEqual(comparable(expected));
    const { team } = liveTeam(plan);
    team.loadState(expected as never);
    expect(comparable(team.saveState() as Json)).toEqual(comparable(expected));
  });
});
