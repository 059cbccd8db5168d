import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './model-server.fixture.ts';

const FILES = join(dirname(fileURLToPath(import.meta.url)), '..', 'test', 'fixtures', 'autogen');

test('files that others wrote are dropped or chosen, and run to their end', async ({ troupe, host, models }) => {
  const { page } = troupe;
  models.reply([
    { text: 'Day one: the old town.' },
    { text: 'Eat where the market closes.' },
    { text: 'Learn to say thank you.' },
    { text: 'One plan, three tips. TERMINATE' },
    { text: '', toolCalls: [{ name: 'calculator', arguments: '{"a":6,"b":7,"operator":"*"}' }] },
    { text: 'The calculator is out of reach; it is 42. TERMINATE' },
  ]);
  await troupe.open(host.address);

  await test.step('drop the old file with four agents on the page', async () => {
    await troupe.dropFile({ name: 'travel_team.json', text: await readFile(join(FILES, 'travel_team.json'), 'utf8') });
    const dialog = page.getByRole('dialog', { name: 'travel_team.json is read' });
    await expect(dialog).toContainText('1 team, 4 agents');
    await page.screenshot({ path: '/tmp/t2/.shots/h1.png' });
    await dialog.getByRole('button', { name: 'Open team' }).click();
  });
  await test.step('run it', async () => {
    await page.screenshot({ path: '/tmp/t2/.shots/h2.png' });
    await troupe.run('Plan two days in Porto.');
    await expect(troupe.status('Finished')).toBeVisible();
    expect(await troupe.speakers()).toEqual([
      'You',
      'planner_agent',
      'local_agent',
      'language_agent',
      'travel_summary_agent',
    ]);
  });
  await test.step('choose the file with a tool in Python, and run it', async () => {
    await troupe.button('All teams').click();
    await troupe.importFile(join(FILES, 'team.json'));
    await page.screenshot({ path: '/tmp/t2/.shots/h3.png' });
    await troupe.button('Open team').click();
    await troupe.run('What is 6 times 7?');
    await page.screenshot({ path: '/tmp/t2/.shots/h4.png' });
    await expect(troupe.status('Finished')).toBeVisible();
    await page.screenshot({ path: '/tmp/t2/.shots/h5.png' });
  });
});
