import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './host.fixture.ts';

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

test('start, settings, editor and run screens have no accessibility violations, in light and dark', async ({
  troupe,
  host,
}) => {
  test.slow(); // every screen, twice: it takes most of the usual minute
  const { page } = troupe;
  await troupe.open(host.address);
  await expect(troupe.button('Open and run')).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.keyboard.press('ControlOrMeta+,');
  for (const tab of await page.getByRole('dialog', { name: 'Settings' }).getByRole('tab').all()) {
    await tab.click();
    expect(await violations(page)).toEqual([]);
  }
  await page.keyboard.press('Escape');

  await troupe.openTemplate('Human in the loop');
  await expect(troupe.card('Agent scribe')).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await troupe.run('Plan the summer outing of our team.');
  await expect(troupe.status('Waiting for you')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
