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

const roundRobin = (config: string): string =>
  component(`"provider":"autogen_agentchat.teams.RoundRobinGroupChat","config":{"max_turns":2,${config}}`);
const person = (name: string): string =>
  `{"provider":"autogen_agentchat.agents.UserProxyAgent","config":{"name":"${name}"}}`;

/** A file that can be drawn but not run, and what is said of it. */
const UNFIT_FILES: typeof BAD_FILES = [
  {
    name: 'twice.json',
    text: roundRobin(`"participants":[${person('ada')},${person('ada')}]`),
    says: ['One problem keeps it from running', '$.config.participants[1].config.name'],
  },
  { name: 'nobody.json', text: roundRobin('"participants":null'), says: ['no members', '$.config.participants'] },
  { name: 'seven.json', text: roundRobin('"participants":7'), says: ['holds no component', '$.config.participants'] },
  {
    name: 'unknown.json',
    text: component('"provider":"acme.Unheard","config":{}'),
    says: ['Troupe does not know "acme.Unheard"', '$.provider'],
  },
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
  for (const { name, text, says } of UNFIT_FILES) {
    await test.step(`${name} can be opened, and says before what keeps it from running`, async () => {
      await troupe.importFile({ name, text });
      const dialog = page.getByRole('dialog', { name: `${name} is read` });
      for (const words of says) await expect(dialog).toContainText(words);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
      await expect(troupe.button(/^Import AutoGen JSON/)).toBeVisible();
    });
  }
  await expect(page.getByRole('region', { name: 'Recent teams' })).toHaveCount(0);
  await troupe.openFile(pair);
  await expect(troupe.card('Agent critic')).toBeVisible();
});
