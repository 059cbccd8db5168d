import { expect, test } from './model-server.fixture.ts';
import { pair } from './team-files.fixture.ts';

const DRAFT = 'Lights out, the last tram hums on through a sleeping town. ';

test('a run whose engine is killed in mid-stream is resumed, and says nothing twice', async ({
  troupe,
  host,
  models,
}) => {
  models.reply([
    { text: 'A tram without a driver.' },
    { text: 'Who pulls the brake?' },
    { text: DRAFT.repeat(40), piecesPerSecond: 25 },
    { text: DRAFT.repeat(2) },
    { text: 'Print it. TERMINATE' },
  ]);
  await troupe.open(host.address);
  await troupe.openFile(pair);
  await troupe.run('Write about a tram.');

  await expect(troupe.speeches('writer, not published yet')).toContainText('the last tram hums');
  await host.kill();
  await expect(troupe.page.getByText('The engine does not answer.')).toBeVisible();
  await host.start();
  await expect(troupe.page.getByText('Open the address that the terminal printed')).toBeVisible();

  await troupe.open(host.address);
  await troupe.openRecentTeam('Pair');
  await expect(troupe.page.getByRole('group', { name: 'Run to go on with' })).toContainText('Interrupted');
  await troupe.openNewestRun();
  await expect(troupe.status('Interrupted')).toBeVisible();
  await troupe.page.getByRole('region', { name: 'Interrupted run' }).getByRole('button', { name: 'Resume' }).click();
  await expect(troupe.status('Finished')).toBeVisible();
  expect(await troupe.speakers()).toEqual(['You', 'writer', 'critic', 'writer', 'critic']);
  await expect(troupe.speeches('writer').last()).toContainText(DRAFT.repeat(2).trim());
  expect(models.requests).toHaveLength(5); // what was under way is asked for again, what was committed is not
});
