import { say } from '../main/models/contract/answers.ts';
import { chatCompletions } from '../main/models/contract/chat-completions-dialect.ts';
import { type Answer, cutAfter, respond, startFakeProvider } from '../main/models/fake-provider.ts';
import { expect, test } from './host.fixture.ts';

const openAi = (model: string, url: string): object => ({
  provider: 'autogen_ext.models.openai.OpenAIChatCompletionClient',
  component_type: 'model',
  config: { model, base_url: `${url}/v1` },
});
const agent = (name: string, model: object): object => ({
  provider: 'autogen_agentchat.agents.AssistantAgent',
  component_type: 'agent',
  config: { name, description: name, model_client: model, model_client_stream: true },
});
const says = (text: string): Answer => say(chatCompletions, { text: [text] });
const refuses = (status: number, message: string, headers = {}): Answer =>
  respond(status, 'application/json', chatCompletions.refusal(message), headers);

test('models that fail are tried again, stood in for, and a run that failed goes on', async ({ troupe, host }) => {
  const half = chatCompletions.frames({ text: ['A night train is '] }).before.join('');
  await using broken = await startFakeProvider(cutAfter(chatCompletions.contentType, half));
  await using busy = await startFakeProvider(
    refuses(429, 'Too many requests.', { 'retry-after-ms': '300' }),
    says('Who wakes the traveller?'),
    refuses(401, 'This key is not known.'),
    says('Then it is done.'),
  );
  await using good = await startFakeProvider(says('A night train is a hotel that moves.'));
  const chain = {
    provider: 'troupe.models.FallbackChatCompletionClient',
    component_type: 'model',
    config: { model_clients: [openAi('gpt-4o', broken.url), openAi('backup', good.url)] },
  };
  const team = {
    provider: 'autogen_agentchat.teams.RoundRobinGroupChat',
    component_type: 'team',
    config: {
      name: 'pair',
      participants: [agent('writer', chain), agent('critic', openAi('small', busy.url))],
      max_turns: 4,
    },
  };

  await test.step('run it until a model refuses', async () => {
    await troupe.open(host.address);
    await troupe.openFile({ name: 'pair.json', text: JSON.stringify(team) });
    await troupe.run('Why take a night train?');
    await expect(troupe.status('Failed')).toBeVisible();
    const { conversation } = troupe;
    await expect(conversation).toContainText('backup is asked instead:');
    await expect(conversation).toContainText('What it had written was taken back.');
    await expect(conversation).toContainText('1 attempt failed:');
    await expect(conversation).toContainText('status 429: Too many requests.');
    await expect(conversation).toContainText('The model call of critic failed:');
    await expect(troupe.speeches('writer').first()).toContainText('A night train is a hotel that moves.');
  });

  await test.step('try again from there', async () => {
    await troupe.button('Try again from here').click();
    await troupe.page.getByRole('button', { name: 'Continue' }).first().click();
    await expect(troupe.status('Finished')).toBeVisible();
    await expect(troupe.speeches('critic').last()).toContainText('Then it is done.');
    expect([broken, busy, good].map(({ seen }) => seen.length)).toEqual([2, 4, 2]);
  });
});
