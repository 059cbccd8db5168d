import { Said } from '../../shared/chat/attachment.ts';
import { digestText } from '../core/digest.ts';
import type { Committed, Effects, PersonQuestion, Recorded } from '../core/effects.ts';

/** Asks a person through the door, and waits as long as it takes. What is asked is told as an event first. */
export async function askPerson(
  effects: Effects,
  question: PersonQuestion,
): Promise<{ request: Recorded; answer: Committed<Said> }> {
  const { agent, prompt } = question;
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
    pending: () => ({ ...question }),
    parse: (value) => Said.parse(value),
    execute: async (context) => ({ value: await context.askPerson(question) }),
  });
  return { request, answer };
}
