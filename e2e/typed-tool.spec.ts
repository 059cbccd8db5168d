import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './host.fixture.ts';
import { sandboxHome } from './sandbox-home.fixture.ts';
import { typedToolTeam, WEATHER } from './typed-tool-team.fixture.ts';

test.use({ hostEnvironment: sandboxHome() });

test('a tool is written in TypeScript, its arguments follow, and a team calls it', async ({ troupe, host }) => {
  test.setTimeout(180_000);
  const { page, inspector } = troupe;
  const source = inspector.getByRole('textbox', { name: 'Source' });
  const taken = inspector.getByRole('group', { name: 'Arguments' }).getByRole('listitem');

  const isAccessible = async (part: string): Promise<void> => {
    const { violations } = await new AxeBuilder({ page }).include(part).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  };

  await test.step('what the code takes is listed under it', async () => {
    await troupe.open(host.address);
    await troupe.button('Settings').click();
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await settings.getByRole('tab', { name: 'Code', exact: true }).click();
    await settings.getByRole('button', { name: 'Install' }).click();
    await expect(settings.getByText('installed', { exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await troupe.openFile(typedToolTeam);
    await troupe.card('Agent ada').getByRole('heading').click();
    await inspector.getByRole('tab', { name: 'Tools' }).click();
    await expect(taken).toHaveText(['text stringThe text whose words are counted.']);
  });

  await test.step('it follows what is typed, and so do the name, the description and the form to try it', async () => {
    await source.fill(WEATHER);
    await expect(taken).toHaveText([
      'city stringThe city, as people write it.',
      "units 'metric' | 'imperial'may be left out · else 'metric'",
      'days integerHow many days.may be left out · at least 1 · at most 7',
    ]);
    await expect(inspector.getByRole('textbox', { name: 'Name' })).toHaveValue('weather');
    await expect(inspector.getByRole('textbox', { name: 'Description' })).toHaveValue(
      'Looks up the weather of a city.',
    );
  });

  await test.step('a type that no model can send is told with its place, which leads there', async () => {
    await source.fill(WEATHER.replace('city: string', 'city: Date'));
    await expect(inspector.getByText('As the code said it last.')).toBeVisible();
    await isAccessible('[aria-label="Inspector"]');
    await inspector.getByRole('button', { name: 'Line 9, column 9' }).click();
    await expect(source).toBeFocused();
    await page.keyboard.press('ControlOrMeta+Delete');
    await page.keyboard.type('string');
    await expect(taken).toHaveCount(3);
    await expect(inspector.getByText('Read from the types of the code')).toBeVisible();
    await isAccessible('[aria-label="Inspector"]');
  });

  await test.step('it is tried by hand with these arguments, and wrong ones are refused', async () => {
    await inspector.locator('summary').filter({ hasText: 'Try it in the sandbox' }).click();
    const form = inspector.getByRole('form', { name: 'Run weather' });
    await form.getByRole('textbox', { name: 'city' }).fill('Oslo');
    await form.getByRole('combobox', { name: 'units' }).selectOption('imperial');
    await form.getByRole('button', { name: 'Run' }).click();
    await expect(form.getByRole('status')).toContainText('Oslo: 68 °F for 1 days', { timeout: 60_000 });
    await form.getByRole('textbox', { name: 'days' }).fill('9');
    await form.getByRole('button', { name: 'Run' }).click();
    await expect(form.getByRole('status')).toContainText('The arguments are not as the tool wants them. days:');
  });

  await test.step('beside code that is open large stands what it takes', async () => {
    await inspector.getByRole('button', { name: 'Open Source large' }).click();
    const dialog = page.getByRole('dialog', { name: 'Source' });
    await expect(dialog.getByRole('heading', { name: 'weather takes' })).toBeVisible();
    await expect(dialog.getByRole('listitem')).toHaveCount(3);
    await isAccessible('[role="dialog"]');
    await page.keyboard.press('Escape');
  });

  await test.step('a model calls it', async () => {
    await expect(page.getByText('are not those of its code')).toBeHidden();
    await troupe.run('Go.');
    await page
      .getByRole('dialog', { name: 'This team came from a file' })
      .getByRole('button', { name: 'Trust it and run' })
      .click();
    await expect(troupe.speeches('ada')).toContainText('Rome: 20 °C for 2 days', { timeout: 60_000 });
  });
});
