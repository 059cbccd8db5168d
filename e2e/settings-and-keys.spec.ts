import { expect, test } from './model-server.fixture.ts';
import type { TeamFile } from './team-files.fixture.ts';

const KEY = 'sk-journey-canary-7f31';
const PASSPHRASE = 'three words long';

const MODEL_INFO = {
  vision: false,
  function_calling: true,
  json_output: true,
  family: 'unknown',
  structured_output: true,
};

/** A team of one, whose model is asked at this server with the kept key `work`. */
function teamAt(baseUrl: string): TeamFile {
  const model = {
    provider: 'autogen_ext.models.openai.OpenAIChatCompletionClient',
    component_type: 'model',
    version: 1,
    component_version: 1,
    config: { model: 'gpt-4o', base_url: baseUrl, api_key: 'secret:work', model_info: MODEL_INFO },
  };
  const agent = {
    provider: 'autogen_agentchat.agents.AssistantAgent',
    component_type: 'agent',
    version: 2,
    component_version: 2,
    config: { name: 'ada', model_client: model, model_client_stream: true },
  };
  const team = {
    provider: 'autogen_agentchat.teams.RoundRobinGroupChat',
    component_type: 'team',
    version: 1,
    component_version: 1,
    label: 'Keyed',
    config: { participants: [agent], max_turns: 1 },
  };
  return { name: 'keyed.json', text: JSON.stringify(team) };
}

test('a key is entered once, kept under a passphrase, opened after a restart, and used', async ({
  troupe,
  host,
  models,
}) => {
  const { page } = troupe;
  const settings = page.getByRole('dialog', { name: 'Settings' });
  const field = (name: string) => page.getByRole('textbox', { name, exact: true });
  models.reply([{ text: 'Hello from the model.' }]);

  await test.step('choose a passphrase and a theme', async () => {
    await troupe.open(host.address);
    await page.keyboard.press('ControlOrMeta+,');
    await settings.getByRole('tab', { name: 'General' }).click();
    await settings.getByRole('button', { name: 'Dark' }).click();
    await settings.getByRole('tab', { name: 'Keys' }).click();
    await field('Passphrase').fill(PASSPHRASE);
    await field('The same again').fill(PASSPHRASE);
    await settings.getByRole('button', { name: 'Keep keys by this passphrase' }).click();
    await expect(settings.getByText('Keys are kept encrypted with your passphrase.')).toBeVisible();
  });

  await test.step('enter a key for a server', async () => {
    await settings.getByRole('button', { name: 'Add a key' }).click();
    await settings.getByRole('combobox', { name: 'For' }).selectOption('other');
    await field('Name').fill('work');
    await settings.getByLabel('Key', { exact: true }).fill(KEY);
    await field('May go to').fill(models.baseUrl);
    await settings.getByRole('button', { name: 'Keep the key' }).click();
    await expect(settings.getByRole('listitem').filter({ hasText: 'work' })).toContainText('•••• 7f31');
    await page.keyboard.press('Escape');
  });

  await test.step('after a restart the page asks for the passphrase once', async () => {
    await host.kill();
    await host.start();
    // Not by its heading: the question stands before the page as soon as it is there.
    await page.goto(host.address);
    const asked = page.getByRole('dialog', { name: 'Open your keys' });
    await expect(asked).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await field('Passphrase').fill('not this one');
    await page.keyboard.press('Enter');
    await expect(asked.getByRole('alert')).toHaveText('This passphrase does not open the kept keys.');
    await field('Passphrase').fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await expect(asked).toBeHidden();
  });

  await test.step('a team that names the key runs with it', async () => {
    await troupe.openFile(teamAt(models.baseUrl));
    await troupe.run('Say hello.');
    await expect(troupe.status('Finished')).toBeVisible();
    await expect(troupe.speeches('ada')).toContainText('Hello from the model.');
  });
});
