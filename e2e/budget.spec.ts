import { expect, test } from './model-server.fixture.ts';
import { pair } from './team-files.fixture.ts';

const LONG = 'The last tram hums on through a sleeping town, and nobody pulls the brake. '.repeat(100);

test('a run reaches its budget, is raised, and ends with what it cost', async ({ troupe, host, models }) => {
  models.reply([{ text: LONG }, { text: 'Shorter, please.' }, { text: 'Print it. TERMINATE' }]);
  await troupe.open(host.address);
  await troupe.openFile(pair);
  await troupe.button(/^Run Ctrl/).click();
  const popover = troupe.page.getByRole('dialog', { name: 'Run this team' });
  await popover.getByRole('textbox', { name: 'Task' }).fill('Write about a tram.');
  await expect(popover.getByText(/^Estimated \$/)).toBeVisible();
  await popover.getByRole('textbox', { name: 'Hold and ask before it costs more than' }).fill('0.03');
  await popover.getByRole('button', { name: 'Start run' }).click();

  const card = troupe.page.getByRole('region', { name: 'Held by a budget' });
  await expect(card).toContainText('The budget is $0.03');
  await expect(card).toContainText('The next call may take up to');
  await expect(troupe.status('Waiting for you')).toBeVisible();
  await expect(troupe.speeches('writer')).toHaveCount(1);
  expect(models.requests).toHaveLength(1); // what does not fit is not asked for

  await card.getByRole('textbox', { name: 'Raise by' }).fill('1');
  await card.getByRole('button', { name: 'Raise and go on' }).click();
  await expect(troupe.status('Finished')).toBeVisible();
  await expect(card).toBeHidden();
  await expect(troupe.conversation).toContainText('You let the run use $1.03');
  await expect(troupe.conversation).toContainText(/estimated \$.*, was \$0\.0/);
  await expect(troupe.page.getByRole('region', { name: 'Open run' })).toContainText('of $1.03');

  await troupe.page.getByRole('region', { name: 'Dock' }).getByRole('tab', { name: 'State' }).click();
  await expect(troupe.page.getByRole('row', { name: /openai:gpt-4o 3/ })).toContainText('$0.0');
});
