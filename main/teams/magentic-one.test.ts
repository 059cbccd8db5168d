import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import { magenticOne, type MagenticOneOptions } from './magentic-one.ts';
import { ledgerText } from './magentic-prompts.ts';
import { AnsweringModel } from './pattern-model.fixture.ts';
import { readLedger } from './progress-ledger.ts';
import { run, speaker, spoken, teamWith } from './team.fixture.ts';
import { textMention } from './termination/conditions.ts';

/** A ledger in short: `next: what to do`, with `!` for no progress; `done` for the end. */
function ledger(short: string): string {
  const [next = '', instruction = ''] = short.replace('!', '').split(': ');
  const entry = (answer: boolean | string): object => ({ reason: short, answer });
  return JSON.stringify({
    is_request_satisfied: entry(next === 'done'),
    is_in_loop: entry(false),
    is_progress_being_made: entry(!short.includes('!')),
    next_speaker: entry(next),
    instruction_or_question: entry(instruction),
  });
}

function team(answers: readonly string[], options: Partial<MagenticOneOptions> = {}, more: object = {}) {
  const model = new AnsweringModel(answers);
  const members = [speaker('ann', 'a1', 'a2', 'a3'), speaker('bob', 'b1', 'b2')];
  const pattern = magenticOne({
    model,
    roles: [
      { name: 'ann', description: 'writes' },
      { name: 'bob', description: 'reads' },
    ],
    maxTurns: undefined,
    maxStalls: 2,
    finalAnswerPrompt: 'Answer {task}!',
    ...options,
  });
  return { model, members, team: teamWith(pattern, members, more) };
}

/** Without the long text of the ledger. */
async function said(
  given: ReturnType<typeof team>,
  task: string | null = 'go',
  door = new FakeDoor(),
): Promise<string[]> {
  const { items, stopReason } = await run(given.team, door, task);
  const lines = spoken(items).map((line) =>
    line.replace('MagenticOneOrchestrator', 'M').replace(/^M: This is[^]*$/, 'M: LEDGER'),
  );
  return [...lines, stopReason ?? ''];
}

const WORK = ['facts', 'plan', ledger('ann: write'), ledger('bob: read'), ledger('done'), 'The answer.'];

describe('an orchestrator', () => {
  it('plans, tells each what to do, and answers', async () => {
    const given = team(WORK);
    expect(await said(given)).toEqual([
      'user: go',
      'M: LEDGER',
      'M: write',
      'ann: a1',
      'M: read',
      'bob: b1',
      'M: The answer.',
      'done',
    ]);
    const [facts, plan, progress] = given.model.questions;
    expect(facts?.messages).toHaveLength(1);
    expect(plan?.messages.map(({ type }) => type)).toEqual(['UserMessage', 'AssistantMessage', 'UserMessage']);
    expect(progress?.messages).toHaveLength(2);
    expect(progress?.json?.name).toBe('progress_ledger');
    expect(given.model.questions.at(-1)?.messages.at(-1)).toMatchObject({ content: 'Answer go!' });
    const told = String(given.members[0]?.heard[0]?.[0]);
    for (const part of ['go', 'ann: writes\nbob: reads', 'facts', 'plan']) expect(told).toContain(part);
    // The task went with what was forgotten; it stands in the ledger.
    expect(given.members[0]?.heard[0]).toHaveLength(2);
  });

  it("tells its members as many words as AutoGen's ledger has, as scripted models count what they read", () => {
    const words = ledgerText({ task: '', team: '', names: [], facts: '', plan: '' }).match(/\S+/g);
    expect(words).toHaveLength(37); // autogen_agentchat 0.7.5: 41 with the four placeholders
  });

  it('plans anew after stalls, and lets somebody act before it does so again', async () => {
    const answers = [
      'facts',
      'plan',
      ledger('ann!: x'),
      ledger('ann!: y'),
      'facts 2',
      'plan 2',
      ledger('bob!: z'),
      ledger('bob!: zz'),
      'facts 3',
      'plan 3',
      ledger('done'),
      'Sorry.',
    ];
    const given = team(answers);
    expect(await said(given)).toEqual([
      'user: go',
      'M: LEDGER',
      'M: x',
      'ann: a1',
      'M: LEDGER',
      'M: z',
      'bob: b1',
      'M: LEDGER',
      'M: Sorry.',
      'done',
    ]);
    expect(given.team.saveState()['agent_states']).toMatchObject({
      MagenticOneOrchestrator: { facts: 'facts 3', plan: 'plan 3', n_rounds: 5, n_stalls: 0, current_turn: 0 },
    });
  });

  it('asks again, saying why, for a ledger that cannot be read, at most ten times', async () => {
    const wrong = ['no', ledger('zoe: x'), '```json\n{}\n```'];
    const given = team(['facts', 'plan', ...wrong, ledger('done'), 'fin']);
    expect((await said(given)).at(-1)).toBe('done');
    expect(given.model.questions[5]?.messages.slice(2).filter(({ type }) => type === 'UserMessage')).toMatchObject([
      { content: 'That is not one JSON object. Reply with the object only.' },
      { content: '"zoe" is not in the team. next_speaker is one of: ann, bob.' },
      { content: expect.stringContaining('The object is not of the form asked for') as string },
    ]);
    const hopeless = team(['facts', 'plan', ...Array.from({ length: 10 }, () => 'no')]);
    await expect(said(hopeless)).rejects.toThrow('Failed to parse ledger information after multiple retries.');
    expect(hopeless.model.asked).toBe(12);
  });

  it('answers when its steps are used up, and counts them anew for each task', async () => {
    const answers = [
      'f',
      'p',
      ledger('ann: x'),
      ledger('bob: y'),
      'late',
      'f',
      'p',
      ledger('ann: x'),
      ledger('done'),
      'fin',
    ];
    const given = team(answers, { maxTurns: 1 });
    const door = new FakeDoor();
    expect((await said(given, 'go', door)).slice(-2)).toEqual(['M: late', 'Max rounds reached.']);
    expect((await said(given, 'next', door)).slice(-2)).toEqual(['M: fin', 'done']);
  });

  it('stops by what members say, never by its own words or the task', async () => {
    const termination = textMention({ text: 'a1' });
    const given = team(['f', 'p a1', ledger('bob: a1'), ledger('ann: x')], {}, { termination });
    expect(await said(given, 'a1')).toEqual([
      'user: a1',
      'M: LEDGER',
      'M: a1',
      'bob: b1',
      'M: x',
      'ann: a1',
      "Text 'a1' mentioned",
    ]);
  });

  it('needs a task once, and goes on without one', async () => {
    await expect(said(team([]), null)).rejects.toThrow('An orchestrator needs a task to plan for.');
    const given = team(
      ['f', 'p', ledger('ann: x'), ledger('done'), 'fin'],
      {},
      { termination: textMention({ text: 'a1' }) },
    );
    const door = new FakeDoor();
    await said(given, 'go', door);
    expect(await said(given, null, door)).toEqual(['M: fin', 'done']);
  });

  it('goes on from a checkpoint, with the model where it stood', async () => {
    const door = new FakeDoor();
    const taken: JsonObject[] = [];
    door.checkpoints.push = (make) => taken.push(JSON.parse(JSON.stringify(make())) as JsonObject);
    const whole = await said(team(WORK), 'go', door);
    for (const checkpoint of taken) {
      const later = team(WORK);
      later.team.restore(checkpoint, door);
      const rest = await said(later, null);
      expect(rest).toEqual(whole.slice(-rest.length));
    }
  });
});

describe('a ledger', () => {
  it('is read from fences and between other words, with yes and no in words', () => {
    const text = ledger('ann: x');
    const read = readLedger(text, ['ann', 'bob']);
    expect(readLedger(`Here:\n\`\`\`json\n${text}\n\`\`\``, ['ann', 'bob'])).toEqual(read);
    expect(readLedger(`Sure. ${text} Done.`, ['ann', 'bob'])).toEqual(read);
    expect(readLedger(text.replaceAll('false', '"False"'), ['ann', 'bob'])).toEqual(read);
  });

  it('always names a single member', () => {
    expect(readLedger(ledger('nobody: x'), ['ann'])).toMatchObject({ next_speaker: { answer: 'ann' } });
  });
});
