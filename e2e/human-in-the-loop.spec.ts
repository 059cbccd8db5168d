import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './host.fixture.ts';
import { severalPeople } from './several-people.fixture.ts';

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

  await test.step('a pane that opens beside the run leaves the team in sight', async () => {
    await troupe.button(/^Runs(, |$)/).click();
    const edges = async (): Promise<readonly number[]> => {
      const [stage, team] = await Promise.all([troupe.canvas.boundingBox(), troupe.card('Team outing').boundingBox()]);
      if (stage === null || team === null) return [];
      return [team.x - stage.x, stage.x + stage.width - team.x - team.width];
    };
    await expect.poll(async () => (await edges()).map((edge) => edge > 0)).toEqual([true, true]);
  });
});

test('of several people who are asked at once, whoever is here answers first', async ({ troupe, host }) => {
  const { page } = troupe;
  const answer = (name: string) => page.getByRole('textbox', { name: `Your answer as ${name}` });
  await troupe.open(host.address);
  await troupe.openFile(severalPeople);
  await troupe.run('Say a colour.');

  await test.step('each is named, and marked on the canvas', async () => {
    await expect(troupe.conversation.getByText('The team waits for your answer as alice')).toBeVisible();
    await expect(troupe.conversation.getByText('The team waits for your answer as bob')).toBeVisible();
    await expect(troupe.canvas.getByText('your turn')).toHaveCount(2);
  });

  await test.step('bob answers before alice, whose words are kept meanwhile', async () => {
    await answer('alice').fill('Re');
    const people = page.getByRole('group', { name: 'Who answers' });
    await people.getByRole('button', { name: 'bob' }).click();
    await expect(answer('bob')).toBeFocused();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await answer('bob').fill('Blue.');
    await troupe.button(/^Send/).click();
    await expect(answer('alice')).toHaveValue('Re');
    await expect(people).toBeHidden();
    await answer('alice').fill('Red.');
    await troupe.button(/^Send/).click();
    await expect(troupe.status('Finished')).toBeVisible();
    await expect(troupe.speeches('bob')).toContainText('Blue.');
    await expect(troupe.speeches('alice')).toContainText('Red.');
  });
});
