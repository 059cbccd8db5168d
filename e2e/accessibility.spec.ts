import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './host.fixture.ts';
import { loneClerk } from './lone-clerk.fixture.ts';

/** What axe finds wrong with the page as it stands, in the light and in the dark. */
async function violations(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const results = await new AxeBuilder({ page }).analyze();
    for (const { id, nodes } of results.violations) {
      found.push(...nodes.map(({ target, failureSummary }) => `${colorScheme}: ${id} at ${target}. ${failureSummary}`));
    }
  }
  return found;
}

test('the start screen has no accessibility violations, in light and dark', async ({ troupe, host }) => {
  await troupe.open(host.address);
  await expect(troupe.button('Open and run')).toBeVisible();
  expect(await violations(troupe.page)).toEqual([]);
});

// In parts: each fits into the time of a journey, and they run side by side.
for (const [first, words] of ['first', 'second', 'third'].entries()) {
  test(`nor has every third page of the settings, from the ${words} on`, async ({ troupe, host }) => {
    const { page } = troupe;
    await troupe.open(host.address);
    await page.keyboard.press('ControlOrMeta+,');
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await expect(settings.getByRole('tabpanel')).toBeVisible();
    const tabs = await settings.getByRole('tab').all();
    for (const tab of tabs.filter((_, index) => index % 3 === first)) {
      await tab.click();
      expect(await violations(page)).toEqual([]);
    }
  });
}

test('nor has the editor', async ({ troupe, host }) => {
  await troupe.open(host.address);
  await troupe.openTemplate('Human in the loop');
  await expect(troupe.card('Agent scribe')).toBeVisible();
  expect(await violations(troupe.page)).toEqual([]);
});

test('nor has the run of a lone agent that asks', async ({ troupe, host }) => {
  await troupe.open(host.address);
  await troupe.openFile(loneClerk);
  await troupe.run('Ask me.');
  await expect(troupe.status('Waiting for you')).toBeVisible();
  await expect(troupe.card('Agent clerk')).toContainText('asks you');
  expect(await violations(troupe.page)).toEqual([]);
});

test('nor has a run that waits', async ({ troupe, host }) => {
  await troupe.open(host.address);
  await troupe.openTemplate('Human in the loop');
  await troupe.run('Plan the summer outing of our team.');
  await expect(troupe.status('Waiting for you')).toBeVisible();
  expect(await violations(troupe.page)).toEqual([]);
});
