import { AxeBuilder } from '@axe-core/playwright';
import { codeTeam } from './code-team.fixture.ts';
import { expect, test } from './host.fixture.ts';

test('a part is kept from one team, stands in others, and asks for trust where it came from a file', async ({
  troupe,
  host,
}) => {
  const { page, inspector } = troupe;
  const yours = page.getByRole('complementary', { name: 'Parts' }).getByRole('group', { name: 'Yours' });

  await test.step('keep a tool of an agent, and the agent with all its tools', async () => {
    await troupe.open(host.address);
    await troupe.openFile(codeTeam);
    await expect(yours).toBeHidden();
    await troupe.card('Agent ada').getByRole('heading').click();
    await inspector.getByRole('tab', { name: 'Tools' }).click();
    await inspector.getByRole('button', { name: 'Keep shout in your parts' }).click();
    await expect(page.getByText('shout is in your parts')).toBeVisible();
    await inspector.getByRole('button', { name: 'More for this card' }).click();
    await page.getByRole('menuitem', { name: 'Keep in your parts' }).click();
    await expect(yours.getByRole('listitem')).toHaveCount(2);
  });

  await test.step('put both into a new team, after a reload', async () => {
    await page.reload();
    await troupe.button('All teams').click();
    await troupe.button(/^New team/).click();
    await troupe.dragPart('Round robin', { x: 340, y: 120 });
    await troupe.dragPart('ada', { x: 340, y: 260 });
    await expect(troupe.card('Agent ada')).toContainText('shout');
    await expect(troupe.card('Agent ada')).toContainText('add_up');
    await troupe.card('Agent ada').getByRole('heading').click();
    await inspector.getByRole('tab', { name: 'Tools' }).click();
    await inspector.getByRole('region', { name: 'Tools' }).getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('menuitem', { name: /^shout/ }).click();
    await expect(inspector.getByText('shout_2')).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual(
      [],
    );
  });

  await test.step('what it runs is shown before it runs, for it came from a file', async () => {
    await troupe.run('Go.');
    const dialog = page.getByRole('dialog', { name: 'This team came from a file' });
    await expect(dialog.getByLabel('Code in this file, Python tool shout', { exact: true })).toContainText('upper()');
    await dialog.getByRole('button', { name: 'Do not run it' }).click();
  });

  await test.step('take one out of your parts; the team keeps its own', async () => {
    await yours.getByRole('listitem').filter({ hasText: 'Says it loudly.' }).hover();
    await yours.getByRole('button', { name: 'Take shout out of your parts' }).click();
    await expect(yours.getByRole('listitem')).toHaveCount(1);
    await expect(troupe.card('Agent ada')).toContainText('shout');
  });
});

test('the parts of a gallery of AutoGen Studio stand in the palette, and go into any team', async ({
  troupe,
  host,
}) => {
  const { page } = troupe;
  const yours = page.getByRole('complementary', { name: 'Parts' }).getByRole('group', { name: 'Yours' });
  await troupe.open(host.address);
  await troupe.importFile('test/fixtures/autogen/default_gallery.json');
  await expect(page.getByText('Opening it puts 20 of its parts under Yours in the palette.')).toBeVisible();
  await troupe.button('Open team').click();
  await expect(yours.getByRole('listitem')).toHaveCount(20);
  await troupe.button('All teams').click();
  await troupe.button(/^New team/).click();
  await troupe.dragPart('Round robin', { x: 340, y: 120 });
  await troupe.dragPart('Verification Assistant', { x: 340, y: 260 });
  await expect(page.getByRole('region', { name: 'Canvas' }).getByRole('heading', { name: /assistant/ })).toBeVisible();
});
