import { expect, test } from './model-server.fixture.ts';
import { pair } from './team-files.fixture.ts';

const EDITED = 'The tram stops when the cat gets on.';

test('a stepped run keeps an edited message over a restart, and the others read it', async ({
  troupe,
  host,
  models,
}) => {
  models.reply([
    { text: 'A tram without a driver.' },
    { text: 'Who pulls the brake?' },
    { text: 'Nobody does.' },
    { text: 'A cat, of course. TERMINATE' },
  ]);
  const { page } = troupe;
  const pending = page.getByRole('region', { name: 'What happens next' });
  const step = async (next: string): Promise<void> => {
    await troupe.debugger.getByRole('button', { name: 'Step to the next turn' }).click();
    await expect(pending).toContainText(next);
  };

  await test.step('hold before the first turn, and step through three', async () => {
    await troupe.open(host.address);
    await troupe.openFile(pair);
    await troupe.debug('Write about a tram.');
    await expect(pending).toContainText('Next: writer speaks');
    await step('Next: writer publishes this reply');
    await step('Next: critic speaks');
    await step('Next: critic publishes this reply');
    await step('Next: writer speaks');
    await step('Next: writer publishes this reply');
    await expect(pending).toContainText('Nobody does.');
  });

  await test.step('edit the third reply before it is published', async () => {
    await pending.getByRole('button', { name: 'Edit' }).click();
    await pending.getByRole('textbox', { name: 'The reply of writer' }).fill(EDITED);
    await pending.getByRole('button', { name: 'Save edit' }).click();
    await expect(pending).toContainText(EDITED);
  });

  await test.step('close the page and the program, and open both again', async () => {
    await page.goto('about:blank');
    await host.stop();
    await host.start();
    await troupe.open(host.address);
    await expect(page.getByRole('region', { name: 'Recent teams' })).toContainText('Paused');
    await troupe.button('Go on with Pair').click();
    await expect(troupe.status('Paused')).toBeVisible();
    await expect(pending).toContainText(EDITED);
  });

  await test.step('continue to the end', async () => {
    await pending.getByRole('button', { name: 'Continue' }).click();
    await expect(troupe.status('Finished')).toBeVisible();
    await expect(troupe.speeches('writer').last()).toContainText(EDITED);
    await expect(troupe.speeches('writer').last()).toContainText('edited by you');
    expect(models.requests).toHaveLength(4);
    expect(models.requests.at(-1)?.at(-1)).toContain(EDITED);
    expect(models.requests.at(-1)?.join(' ')).not.toContain('Nobody does.');
  });
});
