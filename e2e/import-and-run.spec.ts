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

  await test.step('drop an old file with four agents on the page, and read the notes', async () => {
    await troupe.dropFile({ name: 'travel_team.json', text: await readFile(join(FILES, 'travel_team.json'), 'utf8') });
    const dialog = page.getByRole('dialog', { name: 'travel_team.json is read' });
    await expect(dialog).toContainText('1 team, 4 agents');
    await expect(dialog.getByRole('listitem')).toHaveCount(4);
    await expect(dialog).toContainText('This assistant has version 1, and AutoGen 0.7 reads only version 2.');
    await expect(dialog).toContainText('$.config.participants[3]');
    await dialog.getByRole('button', { name: 'Open team' }).click();
  });

  await test.step('run it to its end', async () => {
    await troupe.run('Plan two days in Porto.');
    await expect(troupe.status('Finished')).toBeVisible();
    expect(await troupe.speakers()).toEqual([
      ...['You', 'planner_agent', 'local_agent', 'language_agent', 'travel_summary_agent'],
    ]);
    await expect(troupe.conversation).toContainText("The run ended: Text 'TERMINATE' mentioned");
  });

  await test.step('choose a file with a tool in Python, and run it to its end', async () => {
    await troupe.button('All teams').click();
    await troupe.openFile(join(FILES, 'team.json'));
    await troupe.run('What is 6 times 7?');
    await troupe.button('Trust it and run').click();
    await expect(troupe.status('Finished')).toBeVisible();
    await expect(troupe.conversation).toContainText('The sandbox, in which Troupe runs code, is not installed.');
    await expect(troupe.speeches('assistant_agent').last()).toContainText('it is 42.');
  });
});
