import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './host.fixture.ts';
import { sandboxHome } from './sandbox-home.fixture.ts';
import { codeTeam } from './code-team.fixture.ts';

test.use({ hostEnvironment: sandboxHome() });

test('tools that are code are tried by hand, and used by a team, in the sandbox', async ({ troupe, host }) => {
  test.setTimeout(180_000);
  const { page, inspector } = troupe;
  const settings = page.getByRole('dialog', { name: 'Settings' });
  const form = inspector.getByRole('form', { name: 'Run shout' });
  const openTool = async (name: string): Promise<void> => {
    await inspector.locator('summary').filter({ hasText: name }).first().click();
  };

  await test.step('without the sandbox a try says what is missing, and leads to its install', async () => {
    await troupe.open(host.address);
    await troupe.openFile(codeTeam);
    await troupe.button(/^Run Ctrl/).click();
    await expect(page.getByRole('note', { name: 'The sandbox is not installed' })).toBeVisible();
    await page.keyboard.press('Escape');
    await troupe.card('Agent ada').getByRole('heading').click();
    await inspector.getByRole('tab', { name: 'Tools' }).click();
    // The editors are loaded when they are shown, and move what stands under them.
    await expect(inspector.getByRole('textbox', { name: 'Source' })).toHaveCount(2);
    const text = form.getByRole('textbox', { name: 'text' });
    await expect(async () => {
      await inspector.locator('summary').filter({ hasText: 'Try it in the sandbox' }).first().click();
      await expect(text).toBeVisible({ timeout: 2000 });
    }).toPass();
    await text.fill('hello');
    await form.getByRole('button', { name: 'Run' }).click();
    await expect(form.getByRole('status')).toContainText('The sandbox, in which Troupe runs code, is not installed.');
    await form.getByRole('button', { name: 'Install the sandbox' }).click();
    await settings.getByRole('button', { name: 'Install' }).click();
    await expect(settings.getByText('installed', { exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('a Python tool and a JavaScript tool are tried', async () => {
    await form.getByRole('button', { name: 'Run' }).click();
    await expect(form.getByRole('status')).toContainText('HELLO', { timeout: 60_000 });
    await expect(form.getByRole('status')).toContainText('What it printed:');
    await form.getByRole('textbox', { name: 'text' }).fill('fail');
    await form.getByRole('button', { name: 'Run' }).click();
    await expect(form.getByRole('status')).toContainText('An error, which the model reads:', { timeout: 60_000 });
    const { violations } = await new AxeBuilder({ page }).include('[aria-label="Inspector"]').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await openTool('Try it in the sandbox');
    await inspector.locator('summary').filter({ hasText: 'Try it in the sandbox' }).last().click();
    const other = inspector.getByRole('form', { name: 'Run add_up' });
    await other.getByRole('button', { name: 'As JSON' }).click();
    await other.getByRole('textbox', { name: 'Arguments' }).fill('{"numbers": [20, 22]}');
    await other.getByRole('button', { name: 'Run' }).click();
    await expect(other.getByRole('status')).toContainText('42', { timeout: 30_000 });
  });

  await test.step('in a run both answer, and nothing is asked', async () => {
    await troupe.run('Go.');
    await page
      .getByRole('dialog', { name: 'This team came from a file' })
      .getByRole('button', { name: 'Trust it and run' })
      .click();
    await expect(troupe.speeches('ada')).toContainText('HELLO\n6', { timeout: 60_000 });
  });
});
