import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pagesOf, pdfOf } from '../main/indexing/pdf/pdf.fixture.ts';
import { expect, test } from './model-server.fixture.ts';
import { rememberer } from './team-files.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'troupe-files-'));
test.afterAll(() => rmSync(folder, { recursive: true }));

const LINES = '# Night lines\n\nLine 2 runs all night, every hour.\n\n## Ferries\n\nNo ferry runs after ten.\n';

test('an agent recalls what files say and what it remembered itself, and a person sees both and takes them away', async ({
  troupe,
  host,
  models,
}) => {
  const { page } = troupe;
  const settings = page.getByRole('dialog', { name: 'Settings' });
  const openMemory = async (): Promise<void> => {
    await page.keyboard.press('ControlOrMeta+,');
    await settings.getByRole('tab', { name: 'Memory' }).click();
  };
  const entries = settings.getByRole('list', { name: 'Entries of town' });
  writeFileSync(join(folder, 'lines.md'), LINES);
  writeFileSync(join(folder, 'map.pdf'), pdfOf(pagesOf(['', 'Gate 4 is behind the market.'])));
  writeFileSync(join(folder, 'old.pdf'), '%PDF');
  models.reply([
    { text: '', toolCalls: [{ name: 'remember', arguments: '{"fact":"The user lives near Dock Street."}' }] },
    { text: 'Line 2 runs every hour.' },
    { text: 'The stop near Dock Street.' },
  ]);

  await test.step('put a folder into the space of the team', async () => {
    await troupe.open(host.address);
    await troupe.openFile(rememberer);
    await openMemory();
    await expect(settings.getByText('Nothing is remembered yet.')).toBeVisible();
    await settings.getByRole('textbox', { name: 'Space' }).fill('town');
    await settings.getByRole('textbox', { name: /^Path/ }).fill(join(folder, 'nowhere'));
    await settings.getByRole('button', { name: 'Add files' }).click();
    await expect(settings.getByRole('alert')).toContainText('There is no file or folder at');
    await settings.getByRole('textbox', { name: /^Path/ }).fill(folder);
    await settings.getByRole('button', { name: 'Add files' }).click();
    await expect(settings.getByRole('status')).toContainText('2 files read. Left out: old.pdf (broken');
    await expect(entries.getByRole('listitem')).toHaveCount(3);
    await expect(entries).toContainText('map.pdf, page 2');
    await page.keyboard.press('Escape');
  });

  await test.step('run, and see what was recalled and why, and how full the context is', async () => {
    await troupe.run('When does line 2 run at night?');
    await expect(troupe.status('Finished')).toBeVisible();
    await troupe.conversation.getByText('guide remembers').click();
    const recall = troupe.conversation.locator('.recall');
    await expect(recall).toContainText('When does line 2 run at night?');
    await expect(recall.getByRole('listitem').first()).toContainText('Line 2 runs all night, every hour.');
    await expect(recall.getByRole('listitem').first()).toContainText('1.00');
    expect(models.requests[0]?.[0]).toContain('Found in memory:\n1. # Night lines');
    await page.getByRole('region', { name: 'Dock' }).getByRole('tab', { name: 'Prompts' }).click();
    await expect(page.getByRole('meter', { name: 'How full the context is' })).toHaveAttribute(
      'aria-valuetext',
      /of 128,000 tokens/,
    );
  });

  await test.step('see what the agent remembered, in which run, and find it again', async () => {
    await openMemory();
    await expect(entries.getByRole('listitem')).toHaveCount(4);
    await expect(entries.getByRole('listitem').first()).toContainText('The user lives near Dock Street.');
    await expect(entries.getByRole('listitem').first()).toContainText(/guide remembered it in run-/);
    await settings.getByRole('searchbox').fill('ferr');
    await expect(entries.getByRole('listitem')).toHaveCount(1);
    await settings.getByRole('button', { name: /^Delete “## Ferries/ }).click();
    await expect(settings.getByText('No entry holds all of this.')).toBeVisible();
    await settings.getByRole('searchbox').fill('');
    await page.keyboard.press('Escape');
  });

  await test.step('a later run recalls what the earlier one remembered', async () => {
    await troupe.button('Back to design').click();
    await troupe.run('Which stop on Dock Street is mine?');
    await expect(troupe.status('Finished')).toBeVisible();
    expect(models.requests.at(-1)?.[0]).toContain('The user lives near Dock Street.');
  });

  await test.step('write a note for all teams, and clear the space of this one', async () => {
    await openMemory();
    await settings.getByRole('button', { name: 'A note' }).click();
    await settings.getByRole('button', { name: 'All teams' }).click();
    await settings.getByRole('textbox', { name: 'What to remember' }).fill('Trams are red.');
    await settings.getByRole('button', { name: 'Add the note' }).click();
    const spaces = settings.getByRole('list', { name: 'Spaces' }).getByRole('button');
    await expect(spaces).toHaveText([/town.*shared by all teams.*1 entry/, /town.*of Guide.*3 entries, 2 files/]);
    await settings.getByRole('button', { name: 'Clear' }).click();
    await settings.getByRole('button', { name: 'Forget' }).click();
    await expect(spaces).toHaveText([/town.*shared by all teams.*1 entry/]);
    await expect(entries.getByRole('listitem')).toContainText(['Trams are red.']);
  });
});
