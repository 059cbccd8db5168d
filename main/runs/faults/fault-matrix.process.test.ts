import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subjects } from '../../models/contract/subjects.ts';
import { ANSWER, faultKinds } from './fault-kinds.ts';
import { createFaultMachine, type FaultMachine } from './fault-machine.ts';
import { endingFor, runWithFault } from './run-with-fault.ts';

let machine: FaultMachine;
beforeAll(() => {
  machine = createFaultMachine();
});
afterAll(() => machine.close());

describe.each(faultKinds)('a server with the fault: $name', (kind) => {
  const able = subjects.filter((subject) => kind.cannotBe?.(subject) === undefined);

  it.each(able)('ends well or says why: $name', async (subject) => {
    const { attempts, end, said } = await runWithFault(kind, subject, machine);
    expect({ attempts, end }).toEqual(endingFor(kind, subject));
    expect(said).toEqual(end === 'answer' ? [ANSWER] : []);
  });
});
