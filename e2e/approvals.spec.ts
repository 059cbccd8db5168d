import { AxeBuilder } from '@axe-core/playwright';
import { clerk } from '../app/cli/clerk-team.fixture.ts';
import { expect, test } from './host.fixture.ts';

test('calls ask side by side; one is changed, one denied; after a kill the question is still there', async ({
  troupe,
  host,
}) => {
  const { page } = troupe;
  const cards = page.getByRole('article', { name: 'May write_file be called?' });

  await test.step('the choices stand where the run is started', async () => {
    await troupe.open(host.address);
    await troupe.openFile(clerk);
    await troupe.button(/^Run Ctrl/).click();
    const popover = page.getByRole('dialog', { name: 'Run this team' });
    await popover.getByText('Asks about changes, programs and the network').click();
    await popover.getByRole('combobox', { name: 'Read what is on this computer' }).selectOption('Ask');
    await expect(popover.getByText('Asks about reading, changes, programs and the network')).toBeVisible();
    await popover.getByRole('textbox', { name: 'Task' }).fill('Write the plan.');
    await popover.getByRole('button', { name: 'Start run' }).click();
  });

  await test.step('both calls ask, with their exact arguments', async () => {
    await expect(cards).toHaveCount(2);
    await expect(troupe.status('Waiting for you')).toBeVisible();
    await expect(cards.first()).toContainText('clerk asks to call write_file');
    await expect(cards.first()).toContainText('This call changes files or other things.');
    await expect(cards.first()).toContainText('"notes/plan.md"');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });

  await test.step('the engine is killed, and both still ask', async () => {
    await host.kill();
    await host.start();
    await troupe.open(host.address);
    await troupe.openRecentTeam('Clerk');
    await troupe.openNewestRun();
    await expect(cards).toHaveCount(2);
  });

  await test.step('one is changed and one is denied, by the keyboard', async () => {
    await cards.first().getByRole('button', { name: 'Edit…' }).press('Enter');
    const editor = cards.first().getByRole('textbox', { name: 'Arguments of write_file, as JSON' });
    await editor.fill('{ "path": "plan.md", "content": "A better plan." }');
    await editor.press('Control+Enter');
    await expect(cards).toHaveCount(1);
    await cards.first().getByRole('button', { name: 'Deny…' }).press('Enter');
    await page.keyboard.type('Prices are mine.');
    await page.keyboard.press('Control+Enter');
    await expect(troupe.status('Finished')).toBeVisible();
    await expect(troupe.conversation).toContainText('You allowed this call of write_file. You changed its arguments.');
    await expect(troupe.conversation).toContainText('You did not allow this call of write_file: Prices are mine.');
    await expect(troupe.speeches('clerk')).toContainText('Wrote 14 bytes to plan.md.');
    await expect(troupe.speeches('clerk')).toContainText('The user did not allow it: Prices are mine.');
  });

  await test.step('a tool that is always allowed asks no more, until that is taken back', async () => {
    await troupe.button('Back to design').click();
    await troupe.run('Again.');
    await expect(cards).toHaveCount(2);
    await cards.first().getByRole('button', { name: 'Always for this tool' }).click();
    await expect(troupe.status('Finished')).toBeVisible();
    await troupe.button('Back to design').click();
    await troupe.run('And again.');
    await expect(troupe.status('Finished')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+,');
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await settings.getByRole('tab', { name: 'Approvals' }).click();
    const list = settings.getByRole('list', { name: 'Tools that are always allowed' });
    await expect(list).toContainText('write_file');
    await list.getByRole('button', { name: 'Ask about write_file again' }).click();
    await expect(list).toBeHidden();
    await page.keyboard.press('Escape');
    await troupe.button('Back to design').click();
    await troupe.run('Once more.');
    await expect(cards).toHaveCount(2);
  });
});
