import { expect, test } from './host.fixture.ts';

const EDITS = 10;

test('a wrong connection is refused with its reason, and ten edits are undone and redone', async ({ troupe, host }) => {
  const { page, canvas } = troupe;
  await troupe.open(host.address);
  await troupe.button(/^New team/).click();

  await test.step('draw a wire that cannot be', async () => {
    await troupe.dragPart('Round robin', { x: 340, y: 120 });
    await troupe.button('Fit all').click();
    await troupe.dragPart('Human', { x: 200, y: 330 });
    await troupe.dragPart('Scripted', { x: 340, y: 560 });
    await troupe.drawWire('Part Scripted', 'Agent person');
    const refusal = page.getByRole('listitem').filter({ hasText: 'These cannot be connected' });
    await expect(refusal).toContainText('Scripted is a model; nothing can be connected to person here.');
    await expect(canvas.getByRole('group', { name: /^Edge / })).toHaveCount(0);
  });

  await test.step('make ten edits, undo and redo them', async () => {
    const drawing = canvas.getByRole('application');
    const before = await drawing.ariaSnapshot();
    const part = page.getByRole('complementary', { name: 'Parts' }).getByRole('button', { name: 'Assistant' });
    for (let edit = 1; edit <= EDITS; edit += 1) {
      await part.click();
      await expect(canvas.getByRole('group', { name: /^Agent assistant/ })).toHaveCount(edit);
    }
    const after = await drawing.ariaSnapshot();
    for (let edit = 0; edit < EDITS; edit += 1) await page.keyboard.press('ControlOrMeta+z');
    await expect(drawing).toMatchAriaSnapshot(before);
    await expect(canvas.getByRole('group', { name: /^Agent assistant/ })).toHaveCount(0);
    for (let edit = 0; edit < EDITS; edit += 1) await page.keyboard.press('ControlOrMeta+Shift+z');
    await expect(drawing).toMatchAriaSnapshot(after);
  });
});
