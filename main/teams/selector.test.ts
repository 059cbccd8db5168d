import { describe, expect, it } from 'vitest';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import { AnsweringModel } from './pattern-model.fixture.ts';
import { fillPrompt, historyText, mentionedIn, roleLines } from './selector-prompt.ts';
import { selector, type SelectorOptions } from './selector.ts';
import type { SpeakerFunction } from './speaker-function.ts';
import { run, speaker, spoken, teamWith } from './team.fixture.ts';

const PEOPLE = ['ann', 'bob', 'cy'];

/** A team of three whose model answers so; each says its own name and a number. */
function trio(answers: readonly string[], options: Partial<SelectorOptions> = {}, maxTurns = 3) {
  const model = new AnsweringModel(answers);
  const pattern = selector({
    model,
    prompt: '{participants} of {roles}:\n{history}',
    roles: PEOPLE.map((name) => ({ name, description: `${name}'s work` })),
    allowsRepeats: false,
    maxAttempts: 3,
    tellsAnswers: false,
    contextOf: (messages) =>
      messages.map(({ item }) => ({ type: 'UserMessage', content: String(item.content), source: item.source })),
    ...options,
  });
  const team = teamWith(
    pattern,
    PEOPLE.map((name) => speaker(name, `${name} 1`, `${name} 2`)),
    { maxTurns },
  );
  return { team, model };
}

async function speakersOf(answers: readonly string[], options: Partial<SelectorOptions> = {}, maxTurns = 3) {
  const { items } = await run(trio(answers, options, maxTurns).team, new FakeDoor());
  return items.slice(1).map(({ item }) => item.source);
}

describe('a selector team', () => {
  it('lets those speak whom its model names', async () => {
    const { team } = trio(['bob', 'Let ann go on.', '**cy**']);
    const { items, stopReason } = await run(team, new FakeDoor());
    expect(spoken(items)).toEqual(['user: go', 'bob: bob 1', 'ann: ann 1', 'cy: cy 1']);
    expect(stopReason).toBe('Maximum number of turns 3 reached.');
  });

  it('asks with roles, candidates and all that was said', async () => {
    const { team, model } = trio(['bob', 'ann']);
    await run(team, new FakeDoor()).catch(() => undefined);
    expect(model.questions[1]?.messages).toEqual([
      {
        type: 'UserMessage',
        source: 'user',
        content: "['ann', 'cy'] of ann: ann's work\nbob: bob's work\ncy: cy's work:\nuser: go\n\n\nbob: bob 1\n\n",
      },
    ]);
  });

  it('asks models of OpenAI in the system message', async () => {
    const model = new AnsweringModel(['bob'], 'gpt-4o');
    await run(trio([], { model, prompt: 'Who?' }, 1).team, new FakeDoor());
    expect(model.questions).toEqual([
      { asker: 'SelectorGroupChatManager', mayBeEmpty: true, system: 'Who?', messages: [] },
    ]);
  });

  it('asks again, saying why, when the answer names nobody, several or the last speaker', async () => {
    const { team, model } = trio(['bob', 'nobody', 'ann or cy', 'cy'], {}, 2);
    expect(spoken((await run(team, new FakeDoor())).items).slice(1)).toEqual(['bob: bob 1', 'cy: cy 1']);
    expect(
      model.questions
        .at(-1)
        ?.messages.slice(1)
        .map(({ content }) => content),
    ).toEqual([
      'nobody',
      "That names nobody who takes part. Answer with one name of ['ann', 'cy'].",
      'ann or cy',
      "That names more than one. Answer with one name of ['ann', 'cy'].",
    ]);
    expect(await speakersOf(['bob', 'bob', 'ann'], {}, 2)).toEqual(['bob', 'ann']);
  });

  it('falls back to the next in order, never to who may not speak, and says so', async () => {
    const door = new FakeDoor();
    const { team } = trio(['bob', '?', '?', '?'], {}, 2);
    expect(spoken((await run(team, door)).items).slice(1)).toEqual(['bob: bob 1', 'cy: cy 1']);
    expect(await speakersOf(['?', '?', '?'], {}, 1)).toEqual(['ann']);
    expect(await speakersOf(['cy', '?'], { maxAttempts: 1 }, 2)).toEqual(['cy', 'ann']);
  });

  it('stays with the last speaker where it may speak again', async () => {
    expect(await speakersOf(['bob', 'bob', '?', '?', '?'], { allowsRepeats: true })).toEqual(['bob', 'bob', 'bob']);
  });

  it('does not ask when only one may speak', async () => {
    const model = new AnsweringModel(['bob']);
    const { pattern } = pair(model);
    const team = teamWith(pattern, [speaker('ann', 'a'), speaker('bob', 'b')], { maxTurns: 4 });
    expect(spoken((await run(team, new FakeDoor())).items).slice(1)).toEqual(['bob: b', 'ann: a', 'bob: b', 'ann: a']);
    expect(model.asked).toBe(1);
  });

  it('tells its answers where the stream wants them', async () => {
    const door = new FakeDoor();
    const { items } = await run(trio(['nobody', 'bob'], { tellsAnswers: true }, 1).team, door);
    expect(spoken(items)).toEqual([
      'user: go',
      'SelectorGroupChatManager: SelectorEvent',
      'SelectorGroupChatManager: SelectorEvent',
      'bob: bob 1',
    ]);
    expect(door.items.map(({ id }) => id)).toContain('turn/1/id:0');
  });

  it('goes on from a checkpoint with the model where it stood', async () => {
    const door = new FakeDoor();
    const taken: object[] = [];
    door.checkpoints.push = (make) => taken.push(JSON.parse(JSON.stringify(make())) as object);
    const whole = spoken((await run(trio(['bob', 'ann', 'cy']).team, door)).items);
    const later = trio(['bob', 'ann', 'cy']);
    later.team.restore(taken[0] as never, door);
    expect(spoken((await run(later.team, new FakeDoor(), null)).items)).toEqual(whole.slice(2));
  });
});

function pair(model: AnsweringModel) {
  const pattern = selector({
    model,
    prompt: '',
    roles: [],
    allowsRepeats: false,
    maxAttempts: 1,
    tellsAnswers: false,
    contextOf: () => [],
  });
  return { pattern };
}

describe('the prompt of a selector', () => {
  const values = { roles: 'R', participants: 'P', history: '{roles}' };

  it('has its placeholders filled in once, and other braces left', () => {
    expect(fillPrompt('{roles} {participants} {history} {roles}', values)).toBe('R P {roles} R');
    expect(fillPrompt('Say {"name": {"first": "x"}} of {participants}', values)).toBe(
      'Say {"name": {"first": "x"}} of P',
    );
    expect(fillPrompt('Say {{"name": "x"}} of {participants}', values)).toBe('Say {"name": "x"} of P');
    expect(fillPrompt('{{{participants}}} of {{history}}', values)).toBe('{P} of {history}');
  });

  it('has one line a role, and the conversation with room between', () => {
    expect(roleLines([{ name: 'a', description: 'does\n  much ' }])).toBe('a: does much');
    expect(
      historyText([
        { type: 'UserMessage', source: 'u', content: 'hi  ' },
        { type: 'FunctionExecutionResultMessage', content: [] },
        { type: 'UserMessage', source: 'v', content: ['see', { data: 'x' }] },
        {
          type: 'AssistantMessage',
          source: 'a',
          content: [{ id: '1', name: 'f', arguments: '{}' }],
        },
      ]),
    ).toBe("u: hi\n\n\nv: ['see', <image>]\n\n\na: [FunctionCall(id='1', arguments='{}', name='f')]\n\n");
  });

  it('knows names as words of their own, with spaces or escapes for underscores', () => {
    expect(mentionedIn('Next: code_writer.', ['code_writer', 'writer', 'code'])).toEqual(['code_writer']);
    expect(mentionedIn(String.raw`code\_writer`, ['code_writer', 'writer'])).toEqual(['code_writer']);
    expect(mentionedIn('code writer', ['code_writer', 'writer'])).toEqual(['code_writer', 'writer']);
    expect(mentionedIn('WRITER, éwriter, writers', ['writer'])).toEqual([]);
    expect(mentionedIn('<think>ann or bob?</think>bob', ['ann', 'bob'])).toEqual(['bob']);
  });
});

/** A function of the design, as it runs in the sandbox: what it is called with, and the text that comes back. */
function answering(
  name: string,
  give: (input: { messages: { content: string }[]; previous: string | null }) => string,
) {
  const seen: unknown[] = [];
  const run: SpeakerFunction['run'] = async (args) => {
    seen.push([args['previous'], (args['messages'] as unknown[]).length]);
    return { content: give(args as never), isError: false };
  };
  return { name, identity: name, run, seen };
}

describe('functions of a selector team', () => {
  it('name who speaks; where they name nobody the model picks', async () => {
    const selectorFunction = answering('selector_function', ({ previous }) => (previous === null ? 'cy' : 'null'));
    expect(await speakersOf(['ann', 'bob'], { selectorFunction })).toEqual(['cy', 'ann', 'bob']);
    expect(selectorFunction.seen).toEqual([
      [null, 1],
      ['cy', 2],
      ['ann', 3],
    ]);
  });

  it('say among whom is chosen, also whether the last speaker is among them', async () => {
    const candidateFunction = answering('candidate_function', ({ messages }) =>
      messages.length < 3 ? '["bob"]' : '["ann","cy"]',
    );
    expect(await speakersOf(['cy'], { candidateFunction })).toEqual(['bob', 'bob', 'cy']);
  });

  it.each([
    ['selectorFunction', '"dan"', 'The f of the team gave "dan", and not one of ann, bob, cy or null.'],
    ['selectorFunction', '["ann"]', 'The f of the team gave ["ann"], and not one of ann, bob, cy or null.'],
    ['candidateFunction', '[]', 'The f of the team gave [], and not a list of some of ann, bob, cy.'],
    ['candidateFunction', 'ann', 'The f of the team gave "ann", and not a list of some of ann, bob, cy.'],
  ])('that give something else end the run: %s %s', async (key, given, message) => {
    await expect(speakersOf([], { [key]: answering('f', () => given) })).rejects.toThrow(message);
  });

  it('that fail end the run with what they said', async () => {
    const selectorFunction = {
      ...answering('f', () => ''),
      run: async () => ({ content: 'TypeError: no', isError: true }),
    };
    await expect(speakersOf([], { selectorFunction })).rejects.toThrow('The f of the team failed: TypeError: no.');
  });
});
