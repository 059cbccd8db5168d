import { Buffer } from 'node:buffer';
import { expect, test } from './host.fixture.ts';

/** One red point; enough for a picture. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

test('pictures and text files go with a task and with an answer, and are kept with the run', async ({
  troupe,
  host,
}) => {
  const { page } = troupe;
  await troupe.open(host.address);
  await troupe.openTemplate('Human in the loop');

  await page.getByRole('button', { name: 'Run', exact: false }).first().click();
  const popover = page.getByRole('dialog', { name: 'Run this team' });
  await popover.getByLabel('Task').fill('Plan the outing.');
  await popover.getByLabel('Files to attach').setInputFiles([
    { name: 'lake.png', mimeType: 'image/png', buffer: PNG },
    { name: 'wishes.txt', mimeType: 'text/plain', buffer: Buffer.from('Canoes.\n') },
  ]);
  await expect(popover.getByRole('list', { name: 'Attached files' }).getByRole('listitem')).toHaveText([
    'lake.png',
    'wishes.txt',
  ]);
  await popover
    .getByLabel('Files to attach')
    .setInputFiles([{ name: 'tool.exe', mimeType: 'application/octet-stream', buffer: Buffer.from([77, 90, 0, 255]) }]);
  await expect(
    page.getByText('"tool.exe" is neither a picture (PNG, JPEG, GIF, WebP) nor text in UTF-8.'),
  ).toBeVisible();
  await popover
    .getByLabel('Files to attach')
    .setInputFiles([{ name: 'torn.png', mimeType: 'image/png', buffer: PNG.subarray(0, 20) }]);
  await expect(page.getByText('"torn.png" begins like a picture, but cannot be read as one.')).toBeVisible();
  await expect(popover.getByText('torn.png')).toBeHidden();
  await popover.getByRole('button', { name: 'Start run' }).click();

  await expect(troupe.status('Waiting for you')).toBeVisible();
  const task = troupe.speeches('You');
  await expect(task.getByRole('img', { name: 'Attached, 1 of 1' })).toBeVisible();
  await expect(task.getByText('Canoes.')).toBeHidden();
  await task.getByText('wishes.txt').click();
  await expect(task.getByText('Canoes.')).toBeVisible();

  await page.getByLabel('Files to attach').setInputFiles([{ name: 'map.png', mimeType: 'image/png', buffer: PNG }]);
  await expect(page.getByRole('list', { name: 'Attached files' })).toContainText('map.png');
  await troupe.answer('APPROVED');
  await expect(troupe.status('Finished')).toBeVisible();
  await expect(troupe.speeches('you').getByRole('img', { name: 'Attached, 1 of 1' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Attached files' })).toHaveCount(0);
});
