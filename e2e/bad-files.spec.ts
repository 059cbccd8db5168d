import { writeFile } from 'node:fs/promises';
import { expect, test } from './host.fixture.ts';
import { pair } from './team-files.fixture.ts';

const component = (fields: string): string => `{"component_type":"team",${fields}}`;

/** A file, and what is said of it: where, and what is wrong. */
const BAD_FILES: readonly { readonly name: string; readonly text: string; readonly says: readonly string[] }[] = [
  { name: 'cut-off.json', text: pair.text.slice(0, 100), says: ['$', 'Line 1'] },
  { name: 'list.json', text: '[]', says: ['$', 'the file holds a list'] },
  { name: 'proto.json', text: component('"provider":"x.Y","config":{"__proto__":{"a":1}}'), says: ['$.config'] },
  { name: 'deep.json', text: `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, says: ['nest'] },
  { name: 'large.json', text: `"${'x'.repeat(50_000_000)}"`, says: ['48 MB'] },
];

test('bad files are refused with the place of the mistake, and harm nothing', async ({ troupe, host }) => {
  const { page } = troupe;
  await troupe.open(host.address);
  for (const { name, text, says } of BAD_FILES) {
    await test.step(name, async () => {
      const path = test.info().outputPath(name);
      await writeFile(path, text);
      await troupe.importFile(path);
      const dialog = page.getByRole('dialog', { name: `${name} could not be read` });
      for (const words of says) await expect(dialog).toContainText(words);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    });
  }
  await test.step('what nobody knows is kept as it came, with a note, until it is discarded', async () => {
    await troupe.importFile({ name: 'unknown.json', text: component('"provider":"acme.Unheard","config":{}') });
    const dialog = page.getByRole('dialog', { name: 'unknown.json is read' });
    await expect(dialog).toContainText('Troupe does not know "acme.Unheard"');
    await dialog.getByRole('button', { name: 'Do not keep it' }).click();
  });
  await expect(page.getByRole('region', { name: 'Recent teams' })).toHaveCount(0);
  await troupe.openFile(pair);
  await expect(troupe.card('Agent critic')).toBeVisible();
});
