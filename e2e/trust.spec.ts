import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './host.fixture.ts';
import { hostileTool } from './hostile-tool.fixture.ts';

test('a team from a file runs only what was looked at; a changed tool is shown again', async ({ troupe, host }) => {
  const { page } = troupe;
  const dialog = page.getByRole('dialog', { name: 'This team came from a file' });
  await troupe.open(host.address);
  await troupe.openFile(hostileTool);
  await troupe.run('Count.');

  await test.step('its code is shown as it is, with what hides in it', async () => {
    await expect(dialog.getByRole('listitem')).toHaveCount(1);
    const code = dialog.getByLabel('Code in this file, Python tool count');
    await expect(code).toContainText('# \\u{202e}only counts');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });

  await test.step('without leave nothing runs', async () => {
    await dialog.getByRole('button', { name: 'Do not run it' }).click();
    await expect(troupe.button(/^Run Ctrl/)).toBeVisible();
    await expect(troupe.status('Finished')).toBeHidden();
  });

  await test.step('with leave it runs, and is not asked about again', async () => {
    await troupe.run('Count.');
    await dialog.getByRole('button', { name: 'Trust it and run' }).click();
    await expect(troupe.status('Finished')).toBeVisible();
    await troupe.button('Back to design').click();
    await troupe.run('Count again.');
    await expect(troupe.status('Finished')).toBeVisible();
  });

  await test.step('what was let run can be taken back in the settings', async () => {
    await page.keyboard.press('ControlOrMeta+,');
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await settings.getByRole('tab', { name: 'Approvals' }).click();
    await settings.getByRole('button', { name: /^Show Python tool count/ }).click();
    await expect(settings.getByText('Nothing yet.')).toBeVisible();
    await page.keyboard.press('Escape');
    await troupe.button('Back to design').click();
    await troupe.run('Count once more.');
    await dialog.getByRole('button', { name: 'Trust it and run' }).click();
    await expect(troupe.status('Finished')).toBeVisible();
  });

  await test.step('another file with another tool asks again', async () => {
    await troupe.button('Back to design').click();
    await troupe.button('All teams').click();
    await troupe.openFile({ ...hostileTool, text: hostileTool.text.replace('len(text)', 'len(text) + 1') });
    await troupe.run('Count.');
    await expect(dialog.getByRole('listitem')).toHaveCount(1);
    await expect(dialog.getByLabel('Code in this file, Python tool count')).toContainText('len(text) + 1');
  });
});

const hostileTeam = {
  provider: 'autogen_agentchat.teams.RoundRobinGroupChat',
  component_type: 'team',
  version: 1,
  component_version: 1,
  label: 'Counters',
  config: { participants: [JSON.parse(hostileTool.text) as unknown], max_turns: 1 },
};

test('cards from a team that came from a file ask in the team that they are pasted into', async ({ troupe, host }) => {
  const { page } = troupe;
  const dialog = page.getByRole('dialog', { name: 'This team came from a file' });
  await troupe.open(host.address);
  await troupe.openFile({ name: 'hostile-team.json', text: JSON.stringify(hostileTeam) });
  await expect(troupe.card('Agent ada')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  await troupe.button('All teams').click();
  await troupe.button(/^New team/).click();
  await troupe.canvas.waitFor();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(troupe.card('Agent ada')).toBeVisible();
  await troupe.run('Count.');
  await expect(dialog.getByLabel('Code in this file, Python tool count')).toContainText('len(text)');
  await dialog.getByRole('button', { name: 'Do not run it' }).click();
  await expect(troupe.status('Finished')).toBeHidden();
});
