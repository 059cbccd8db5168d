import { expect, test } from './model-server.fixture.ts';
import { pair } from './team-files.fixture.ts';

test('what a model was asked is shown as it was sent, what changed, and again after a restart', async ({
  troupe,
  host,
  models,
}) => {
  models.reply([{ text: 'A tram.' }, { text: 'Who pulls the brake?' }, { text: 'A cat. TERMINATE' }]);
  const { page } = troupe;
  const request = page.getByRole('region', { name: 'Request' });

  await test.step('open the request behind a message', async () => {
    await troupe.open(host.address);
    await troupe.openFile(pair);
    await troupe.run('Write about a tram.');
    await expect(troupe.status('Finished')).toBeVisible();
    await troupe.speeches('writer').last().hover();
    await troupe.speeches('writer').last().getByRole('button', { name: 'Prompt' }).click();
    const texts = request.getByRole('listitem').locator('.text');
    await expect(texts).toHaveText(models.requests[2] ?? []);
  });

  await test.step('see what is new since this agent was asked before', async () => {
    await request.getByRole('tab', { name: 'Changed 2' }).click();
    await expect(request.getByRole('listitem').locator('.text')).toHaveText(['A tram.', 'Who pulls the brake?']);
  });

  await test.step('see the body as it was sent', async () => {
    await request.getByRole('tab', { name: 'Raw' }).click();
    await expect(request).toContainText('The body as the provider receives it.');
    await expect(request).toContainText('"model": "gpt-4o"');
    await expect(request).not.toContainText('Bearer');
  });

  await test.step('look at another call, after a restart and without any model', async () => {
    const asked = models.requests;
    await models.stop();
    await page.goto('about:blank');
    await host.stop();
    await host.start();
    await troupe.open(host.address);
    await troupe.openRecentTeam('Pair');
    await troupe.openNewestRun();
    await page.getByRole('region', { name: 'Dock' }).getByRole('tab', { name: 'Prompts' }).click();
    await page
      .getByRole('navigation', { name: 'Calls of models' })
      .getByRole('button', { name: /critic/ })
      .click();
    await expect(request.getByRole('listitem').locator('.text')).toHaveText(asked[1] ?? []);
    await expect(request.getByRole('tab', { name: 'Changed' })).toBeDisabled();
  });
});
