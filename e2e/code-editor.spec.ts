import { expect, test } from './host.fixture.ts';
import { codeTeam } from './code-team.fixture.ts';

test('code is written in its colours, small and large, and nothing typed is lost', async ({ troupe, host }) => {
  const { page, inspector } = troupe;
  await troupe.open(host.address);
  await troupe.openFile(codeTeam);
  await troupe.card('Agent ada').getByRole('heading').click();
  await inspector.getByRole('tab', { name: 'Tools' }).click();
  const source = inspector.getByRole('textbox', { name: 'Source' }).first();

  await test.step('a program has the colours of its language', async () => {
    const keyword = source.getByText('def', { exact: true });
    await expect(keyword).toBeVisible();
    const [plain, colour] = await Promise.all(
      [source, keyword].map((one) => one.evaluate((element) => getComputedStyle(element).color)),
    );
    expect(colour).not.toBe(plain);
  });

  await test.step('the tabulator indents, and what is typed large stands in the small field', async () => {
    await inspector.getByRole('button', { name: 'Open Source large' }).first().click();
    const large = page.getByRole('dialog', { name: 'Source' }).getByRole('textbox', { name: 'Source' });
    await expect(large).toBeFocused();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('\ndef twice(text):\nreturn text * 2');
    await page.keyboard.press('Home');
    await page.keyboard.press('Escape');
    await expect(source).toContainText('def twice(text):');
    await expect(source).toContainText('    return text * 2');
  });

  await test.step('undo of the canvas takes it back as one step', async () => {
    await troupe.card('Agent ada').getByRole('heading').click();
    await page.keyboard.press('ControlOrMeta+z');
    await inspector.getByRole('tab', { name: 'Tools' }).click();
    await expect(source).not.toContainText('twice');
  });

  await test.step('JSON that is none yet stays while one looks elsewhere', async () => {
    await inspector.getByRole('tab', { name: 'JSON' }).click();
    const component = inspector.getByRole('textbox', { name: 'Component' });
    await component.fill('{"provider": ');
    await expect(inspector.getByRole('alert')).toContainText('This is not JSON yet');
    await inspector.getByRole('button', { name: 'Open Component large' }).click();
    await page.keyboard.press('Escape');
    await expect(component).toContainText('{"provider":');
    await component.fill('{"provider": "my.Agent", "config": {"name": "odd"}}');
    await expect(inspector.getByRole('alert')).toBeHidden();
  });
});
