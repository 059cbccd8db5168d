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
    await expect(refusal).toContainText('Scripted is a model; person takes a structured answer here.');
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

  await test.step('let a wire go over empty canvas, and pick what stands there', async () => {
    await troupe.button('All teams').click();
    await troupe.button(/^New team/).click();
    await troupe.dragPart('Graph flow', { x: 340, y: 120 });
    await troupe.button('Fit all').click();
    await troupe.dragPart('Assistant', { x: 200, y: 330 });
    await troupe.dropWire('Agent assistant', /^Drag to/, { x: 560, y: 330 });
    const palette = page.getByRole('dialog', { name: 'What stands there' });
    await palette.getByPlaceholder('What stands there?').fill('assist');
    await page.keyboard.press('Enter');
    await expect(troupe.card('Agent assistant_2')).toBeVisible();
    await troupe.dropWire('Agent assistant_2', 'Takes a model', { x: 560, y: 640 });
    await palette.getByRole('option', { name: /^Scripted/ }).click();
    await expect(troupe.card('Agent assistant_2')).toContainText('Scripted');
    await expect(troupe.card('Part Scripted')).toBeVisible();
  });

  await test.step('give the way a condition, without a word of JSON', async () => {
    await troupe.card('Agent assistant').getByRole('heading').click();
    await troupe.inspector.getByRole('tab', { name: 'Setup' }).click();
    const ways = troupe.inspector.getByRole('region', { name: 'Leads on to' });
    await ways.getByRole('button', { name: 'assistant_2', exact: true }).click();
    await troupe.inspector.getByRole('textbox', { name: 'Only if the message says' }).fill('READY');
    await troupe.inspector
      .getByRole('combobox', { name: 'assistant_2 waits for' })
      .selectOption('the first way of the group');
    await expect(canvas).toContainText('if “READY”, first of these');
    await canvas.click({ position: { x: 20, y: 300 } }); // away from the fields, which undo their own text
    await page.keyboard.press('ControlOrMeta+z');
    await expect(canvas).toContainText('if “READY”');
    await expect(canvas).not.toContainText('first of these');
  });

  await test.step('give an agent an answer rule by its form', async () => {
    await troupe.card('Agent assistant_2').getByRole('heading').click();
    await troupe.inspector.getByRole('tab', { name: 'Model' }).click();
    const rules = troupe.inspector.getByRole('region', { name: 'What answers must be like' });
    await rules.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('menuitem', { name: 'New: Answer rule' }).click();
    await rules.getByRole('button', { name: 'Add a field' }).click();
    await rules.getByRole('textbox', { name: 'Name of field 1' }).fill('verdict');
    await rules.getByRole('textbox', { name: 'At most' }).fill('500');
    await troupe.inspector.getByRole('tab', { name: 'JSON' }).click();
    await troupe.inspector.getByRole('tab', { name: 'Model' }).click();
    await expect(rules.getByRole('textbox', { name: 'Name of field 1' })).toHaveValue('verdict');
  });
});
