import { AxeBuilder } from '@axe-core/playwright';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, programEnvironment, test } from './host.fixture.ts';
import { leavingFiles } from './left-files.fixture.ts';
import { lendSandbox } from './lend-sandbox.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'troupe-left-'));
test.afterAll(() => rmSync(folder, { recursive: true }));

test('the files that code leaves are seen, taken away, and written to a folder', async ({ troupe, host }) => {
  test.setTimeout(180_000);
  const { page, conversation } = troupe;
  await lendSandbox(host.dataFolder);

  await test.step('each step names what it changed, with sizes, a picture, and what it deleted', async () => {
    await troupe.open(host.address);
    await troupe.openFile(leavingFiles);
    await troupe.run('Draw the riders.');
    await page
      .getByRole('dialog', { name: 'This team came from a file' })
      .getByRole('button', { name: 'Trust it and run' })
      .click();
    await expect(troupe.speeches('runner')).toContainText('written', { timeout: 90_000 });
    const files = conversation.getByRole('list', { name: 'Files' });
    await expect(files).toHaveCount(3);
    await expect(files.getByRole('listitem')).toHaveText([
      'riders.csv27 bytes',
      /^riders\.png\d+ (bytes|kB)$/,
      'scratch.txt1 byte',
      'out/model.bin15 kB',
      'scratch.txtdeleted',
      'report.md50 bytes',
    ]);
    const shown = files.locator('img');
    await expect.poll(() => shown.first().evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(240);
    const { violations } = await new AxeBuilder({ page }).include('[role="log"]').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });

  await test.step('a text is read in a dialog, by keyboard, and downloaded as it is', async () => {
    await conversation.getByRole('button', { name: /^riders\.csv/ }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'riders.csv' });
    await expect(dialog.getByLabel('Text of the file')).toHaveText('line,riders 2,18400 7,9100');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('riders.csv');
    expect(readFileSync(await download.path(), 'utf8')).toBe('line,riders\n2,18400\n7,9100\n');
    const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await page.keyboard.press('Escape');
    await conversation.getByRole('button', { name: /^out\/model\.bin/ }).click();
    await expect(page.getByRole('dialog')).toContainText('neither a picture nor text');
    await page.keyboard.press('Escape');
    await conversation.getByRole('button', { name: /^riders\.png/ }).click();
    await expect(page.getByRole('dialog').getByRole('img', { name: 'riders.png' })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('the state of the run shows the folders as they are now', async () => {
    await page.getByRole('tab', { name: 'State', exact: true }).click();
    const state = page.getByRole('region', { name: 'Files that code left' });
    await expect(state.getByRole('heading')).toHaveText(['Files that code left', 'coder', 'runner']);
    await expect(state.getByRole('listitem')).toHaveText([/^out\/model/, /^riders\.csv/, /^riders\.png/, /^report/]);
  });

  await test.step('the terminal lists them, and writes them into a folder', async () => {
    const troupeRuns = (...args: string[]): string =>
      execFileSync(process.execPath, [join('dist', 'cli.js'), 'runs', ...args, '--data', host.dataFolder], {
        env: programEnvironment({}),
        encoding: 'utf8',
      });
    const run = troupeRuns('list').split(/\s/)[0] ?? '';
    expect(troupeRuns('files', run).split('\n')).toEqual([
      'coder/out/model.bin  15 kB',
      'coder/riders.csv  27 bytes',
      expect.stringMatching(/^coder\/riders\.png {2}/),
      'runner/report.md  50 bytes',
      '',
    ]);
    troupeRuns('files', run, '--to', join(folder, 'taken'));
    const taken = readdirSync(join(folder, 'taken'), { recursive: true }).map(String);
    expect(taken.toSorted((one, other) => (one < other ? -1 : 1))).toEqual([
      'coder',
      'coder/out',
      'coder/out/model.bin',
      'coder/riders.csv',
      'coder/riders.png',
      'runner',
      'runner/report.md',
    ]);
    expect(readFileSync(join(folder, 'taken', 'runner', 'report.md'), 'utf8')).toContain('twice as many');
  });
});
