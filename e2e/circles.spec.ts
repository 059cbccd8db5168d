import { expect, test } from './model-server.fixture.ts';
import { polite } from './team-files.fixture.ts';

test('a team that goes in circles is reported and held, and its stop rule counts up', async ({
  troupe,
  host,
  models,
}) => {
  const { page, canvas } = troupe;
  models.reply([{ text: 'Thank you, that was very kind of you.' }]);
  await troupe.open(host.address);
  await troupe.openFile(polite);
  const team = troupe.card('Team pair');
  const dock = page.getByRole('region', { name: 'Dock' });
  const held = page.getByRole('region', { name: 'What happens next' });
  const circle = 'writer and critic go in circles: nearly the same messages came 3 times.';

  await test.step('ask for a hold where it goes in circles', async () => {
    await expect(team).toContainText('Stops when someone says “TERMINATE”, or after 15 messages');
    await troupe.button(/^Run Ctrl/).click();
    const popover = page.getByRole('dialog', { name: 'Run this team' });
    await popover.getByRole('textbox', { name: 'Task' }).fill('Be kind to each other.');
    await popover.getByRole('checkbox', { name: 'Hold when it goes in circles' }).check();
    await expect(popover.getByRole('spinbutton', { name: 'Times before it holds' })).toHaveValue('3');
    await popover.getByRole('button', { name: /^Start/ }).click();
  });

  await test.step('see it held after three rounds, and why', async () => {
    await expect(troupe.status('Paused')).toBeVisible();
    await expect(held).toContainText('goes in circles');
    await expect(held).toContainText(circle);
    await expect(troupe.debugger).toContainText('Paused, it goes in circles');
    await expect(troupe.conversation).toContainText(circle);
    expect(models.requests).toHaveLength(6);
  });

  await test.step('see it on the canvas, in Problems and on the timeline', async () => {
    await expect(canvas.getByRole('button', { name: `1 problem: ${circle}` })).toHaveCount(2);
    await dock.getByRole('tab', { name: 'Problems' }).click();
    await expect(dock.getByRole('list', { name: 'Problems' })).toContainText(circle);
    await dock.getByRole('tab', { name: 'Timeline' }).click();
    await expect(dock.getByText('Goes in circles')).toBeVisible();
  });

  await test.step('see how near the stop rule is', async () => {
    const words = 'waits for “TERMINATE”, or 7 of 15 messages';
    await expect(team).toContainText(words);
    await expect(page.getByRole('region', { name: 'Open run' })).toContainText('7 of 15 messages');
    await dock.getByRole('tab', { name: 'State' }).click();
    const rules = dock.getByRole('region', { name: 'The team stops at any of these' }).getByRole('listitem');
    await expect(rules).toHaveText(['waits for “TERMINATE”', '7 of 15 messages']);
  });

  await test.step('close the page and the program, and find both as they were', async () => {
    await page.goto('about:blank');
    await host.stop();
    await host.start();
    await troupe.open(host.address);
    await troupe.button('Go on with Pair').click();
    await expect(held).toContainText(circle);
  });

  await test.step('let it go on: it counts anew, and holds again', async () => {
    await held.getByRole('button', { name: 'Continue' }).click();
    await expect(team).toContainText('13 of 15 messages');
    await expect(held).toContainText(circle);
    await held.getByRole('button', { name: 'Continue' }).click();
    await expect(troupe.status('Finished')).toBeVisible();
    await expect(team).toContainText('15 of 15 messages');
    expect(models.requests).toHaveLength(14);
  });

  await test.step('find the wish again at the next run', async () => {
    await troupe.button('Back to design').click();
    await troupe.button(/^Run Ctrl/).click();
    await expect(page.getByRole('checkbox', { name: 'Hold when it goes in circles' })).toBeChecked();
  });
});
