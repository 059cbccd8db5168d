import type { Locator } from '@playwright/test';
import { expect, test } from './host.fixture.ts';

const MANY_STOPS = 60;

test('a template is opened, run, paused, stepped and continued by keys alone', async ({ troupe, host }) => {
  const { page } = troupe;
  const { keyboard } = page;
  const tabTo = async (target: Locator): Promise<void> => {
    for (let stop = 0; stop < MANY_STOPS; stop += 1) {
      await keyboard.press('Tab');
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`No Tab leads to ${target.toString()}.`);
  };
  const pending = page.getByRole('region', { name: 'What happens next' });

  await test.step('choose and open a template', async () => {
    await troupe.open(host.address);
    await tabTo(troupe.button(/^Writer and critic/));
    await keyboard.press('Enter');
    await tabTo(troupe.button('Open only'));
    await keyboard.press('Enter');
    await expect(troupe.card('Agent critic')).toBeVisible();
  });

  await test.step('run it, and pause', async () => {
    await keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByRole('textbox', { name: 'Task' })).toBeFocused();
    await keyboard.press('ControlOrMeta+Enter');
    await expect(troupe.speeches('writer, not published yet')).toContainText('Dear residents');
    await keyboard.press('F6');
    await expect(troupe.status('Paused')).toBeVisible();
    await expect(pending).toContainText('Next: writer publishes this reply');
  });

  await test.step('step to the next turn, and continue to the end', async () => {
    await keyboard.press('F10');
    await expect(pending).toContainText('Next: critic speaks');
    await keyboard.press('F5');
    await expect(troupe.status('Running')).toBeVisible();
    await expect(troupe.speeches('critic')).toContainText('Begin with the toaster');
    await keyboard.press('Shift+F5');
    await expect(troupe.status('Stopped')).toBeVisible();
  });

  await test.step('look at its past, and come back', async () => {
    await keyboard.press('Alt+ArrowLeft');
    await expect(page.getByRole('toolbar', { name: 'Past' })).toContainText('You are looking at the past');
    await keyboard.press('Escape');
    await expect(page.getByRole('toolbar', { name: 'Past' })).toHaveCount(0);
  });
});
