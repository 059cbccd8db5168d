import { expect, test } from './model-server.fixture.ts';

test('a preset is pointed at a server, tested until it answers, and runs a team', async ({ troupe, host, models }) => {
  models.reply([{ text: 'ready' }, { text: 'Trams are older than buses.' }]);
  const { page, inspector } = troupe;
  const address = inspector.getByRole('textbox', { name: 'Base URL' });
  const connection = inspector.getByRole('region', { name: 'Connection' });
  const askModel = (): Promise<void> => connection.getByRole('button', { name: 'Test connection' }).click();
  await troupe.open(host.address);
  await troupe.button(/^New team/).click();

  await test.step('take the preset of a local server, found by its name', async () => {
    await troupe.dragPart('Round robin', { x: 340, y: 120 });
    await troupe.button('Fit all').click();
    await inspector.getByRole('tab', { name: 'Limits' }).click();
    await inspector.getByRole('textbox', { name: 'Most turns' }).fill('1');
    await troupe.dragPart('Assistant', { x: 340, y: 330 });
    await page.getByRole('searchbox', { name: 'Search parts' }).fill('lm studio');
    await troupe.dragPart('LM Studio', { x: 340, y: 560 });
    await expect(inspector.getByRole('heading', { name: 'LM Studio' })).toBeVisible();
    await expect(address).toHaveValue('http://127.0.0.1:1234/v1');
  });

  await test.step('see that nobody answers there, and what to do', async () => {
    await address.fill('http://127.0.0.1:1/v1');
    await askModel();
    await expect(connection).toContainText('It does not answer.');
    await expect(connection).toContainText('127.0.0.1:1');
    await expect(connection).toContainText('Look at the address, and whether this machine is connected.');
  });

  await test.step('correct the address, choose a model of that server, and see it answer', async () => {
    await address.fill(models.baseUrl);
    await inspector.getByRole('button', { name: 'Choose a model' }).click();
    await page.getByPlaceholder('Search models').fill('gpt-4o');
    await page.getByRole('option', { name: 'gpt-4o', exact: true }).click();
    await expect(inspector.getByRole('textbox', { name: 'Model', exact: true })).toHaveValue('gpt-4o');
    await askModel();
    await expect(connection).toContainText('It answers.“ready”');
    await expect(connection).toContainText('tokens');
  });

  await test.step('run the team on it', async () => {
    await troupe.run('Tell me something of trams.');
    await expect(troupe.speeches('assistant')).toContainText('Trams are older than buses.');
    await expect(troupe.status('Finished')).toBeVisible();
    expect(models.requests).toHaveLength(2);
  });
});
