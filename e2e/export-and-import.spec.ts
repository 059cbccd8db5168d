import { readFile } from 'node:fs/promises';
import { expect, test } from './host.fixture.ts';
import type { TroupePage } from './troupe-page.fixture.ts';

async function exported({ page }: TroupePage): Promise<string> {
  await page.getByRole('button', { name: 'Document menu' }).click();
  await page.getByRole('menuitem', { name: 'Export…' }).click();
  await page.getByRole('radio', { name: /^AutoGen JSON/ }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

test('a team that is exported, deleted and imported is the same team', async ({ troupe, host }) => {
  const { page } = troupe;
  await troupe.open(host.address);
  await troupe.openTemplate('Research with tools');
  const before = await exported(troupe);

  await troupe.button('All teams').click();
  await troupe.button('More for Research with tools').click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(troupe.button('More for Research with tools')).toHaveCount(0);

  await troupe.openFile({ name: 'research.json', text: before });
  await expect(troupe.canvas.getByRole('group', { name: /^Agent / })).toHaveCount(2);
  expect(await exported(troupe)).toBe(before);
});
