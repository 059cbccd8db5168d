import { expect, test } from './model-server.fixture.ts';
import { pair } from './team-files.fixture.ts';

test('a finished run is replayed without a network', async ({ troupe, host, models }) => {
  models.reply([{ text: 'A tram without a driver.' }, { text: 'Print it. TERMINATE' }]);
  await troupe.open(host.address);
  await troupe.openFile(pair);
  await troupe.run('Write about a tram.');
  await expect(troupe.status('Finished')).toBeVisible();

  await models.stop();
  await troupe.button('Replay').click();
  await expect(troupe.page.getByText('Replayed 2 turns, equal, no call made')).toBeVisible();
});
