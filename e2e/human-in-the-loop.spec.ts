import { expect, test } from './host.fixture.ts';

test('a run waits for its person, and goes on with the answer', async ({ troupe, host }) => {
  await troupe.open(host.address);
  await troupe.openTemplate('Human in the loop');
  await troupe.run('Plan the summer outing of our team.');
  await expect(troupe.status('Waiting for you')).toBeVisible();

  await troupe.answer('The canoes. What if it rains?');
  await expect(troupe.speeches('you')).toContainText('What if it rains?');
  await expect(troupe.speeches('scribe')).toContainText('Noted, with your answer at the top');

  await expect(troupe.status('Waiting for you')).toBeVisible();
  await troupe.answer('APPROVED');
  await expect(troupe.status('Finished')).toBeVisible();
  await expect(troupe.conversation).toContainText("The run ended: Text 'APPROVED' mentioned");
  expect(await troupe.speakers()).toEqual(['You', 'organizer', 'you', 'scribe', 'organizer', 'you']);
});
