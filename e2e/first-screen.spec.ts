import { expect, test } from './host.fixture.ts';

const TEMPLATES = ['Debate', 'Writer and critic', 'Research with tools', 'Human in the loop'];

test('all four templates run side by side to their end, without a key', async ({ troupe, host }) => {
  await troupe.open(host.address);
  for (const name of TEMPLATES) {
    await troupe
      .button(new RegExp(`^${name}`))
      .first()
      .click();
    await troupe.button('Open and run').click();
    await expect(troupe.status('Running')).toBeVisible();
    await troupe.button('All teams').click();
  }
  await troupe.openRecentTeam('Human in the loop');
  await troupe.openNewestRun();
  await troupe.answer('APPROVED');
  for (const name of TEMPLATES.toReversed()) {
    await troupe.button('All teams').click();
    await troupe.openRecentTeam(name);
    await troupe.openNewestRun();
    await expect(troupe.status('Finished')).toBeVisible({ timeout: 20_000 });
  }
});

test.describe('without a session', () => {
  test.use({ expectedErrors: /401 \(Unauthorized\)/ });

  test('an address works once, and the terminal has a fresh one', async ({ troupe, host }) => {
    const first = host.address;
    await troupe.open(first);
    for (const address of [first, host.bareAddress]) {
      const used = host.address;
      const other = await troupe.page.context().newPage();
      await other.goto(address);
      await expect(other.getByText('Open the address that the terminal printed')).toBeVisible();
      await expect.poll(() => host.address).not.toBe(used);
      await other.goto(host.address);
      await expect(other.getByRole('heading', { name: 'Troupe', exact: true })).toBeVisible();
    }
  });
});
