import { Said } from '../../shared/chat/attachment.ts';
import { digestText } from '../core/digest.ts';
import type { Committed, Effects, Recorded } from '../core/effects.ts';

/** Asks a person through the door, and waits as long as it takes. What is asked is told as an event first. */
export async function askPerson(
  effects: Effects,
  { agent, prompt }: { agent: string; prompt: string },
): Promise<{ request: Recorded; answer: Committed<Said> }> {
  const request = effects.emit({
    type: 'UserInputRequestedEvent',
    source: agent,
    request_id: effects.newId(),
    content: '',
  });
  const answer = await effects.step<Said>({
    kind: 'human',
    requested: digestText(prompt),
    risk: 'none',
    precious: true,
    pending: () => ({ agent, prompt }),
    parse: (value) => Said.parse(value),
    execute: async (context) => ({ value: await context.askPerson({ prompt, agent }) }),
  });
  return { request, answer };
}
