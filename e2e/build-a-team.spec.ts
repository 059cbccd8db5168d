import { expect, test } from './model-server.fixture.ts';

const SENTENCE = 'The last tram left the depot without its driver, and nobody on board looked up from the page. ';

test('a team drawn by mouse runs, survives a reload in mid-stream, and can be stopped', async ({
  troupe,
  host,
  models,
}) => {
  const story = SENTENCE.repeat(3).trim();
  models.reply([
    // Slow enough for a reload on a busy machine.
    { text: story, piecesPerSecond: 4 },
    { text: 'A fine story. TERMINATE' },
    { text: SENTENCE.repeat(20), piecesPerSecond: 20 },
  ]);
  const { page, inspector } = troupe;
  await troupe.open(host.address);
  await troupe.button(/^New team/).click();

  await test.step('pull the border of a pane, and back', async () => {
    const parts = page.getByRole('complementary', { name: 'Parts' });
    const width = async (): Promise<number> => (await parts.boundingBox())?.width ?? 0;
    const before = await width();
    await troupe.pullBorder('Width of the left pane', { x: 80, y: 0 });
    await expect.poll(width).toBeGreaterThan(before + 70);
    await troupe.pullBorder('Width of the left pane', { x: -80, y: 0 });
    await expect.poll(width).toBeLessThan(before + 10);
  });

  await test.step('drag a team, two agents and a model onto the empty canvas', async () => {
    await troupe.dragPart('Round robin', { x: 340, y: 120 });
    await troupe.button('Fit all').click();
    await troupe.dragPart('Assistant', { x: 200, y: 330 });
    await troupe.dragPart('Assistant', { x: 480, y: 330 });
    await troupe.dragPart('OpenAI', { x: 340, y: 560 });
    await expect(troupe.card('Agent assistant')).toContainText('gpt-4o-mini');
    await expect(troupe.card('Agent assistant_2')).toContainText('gpt-4o-mini');
  });

  await test.step('connect a stop rule to the team', async () => {
    await troupe.dragPart('Words said', { x: 500, y: 80 });
    await inspector.getByRole('textbox', { name: 'Words' }).fill('TERMINATE');
    await expect(troupe.card('Team team')).toContainText('it could run for ever');
    await troupe.drawWire('Part Words said', 'Team team');
    await expect(troupe.card('Team team')).toContainText('Stops when someone says “TERMINATE”');
  });

  await test.step('run it, and see the words come one after the other', async () => {
    await troupe.run('Tell a story about a tram.');
    const draft = troupe.speeches('assistant, not published yet');
    await expect(draft).toContainText('The last tram left');
    await expect(draft).not.toContainText(story);
  });

  await test.step('reload in mid-stream, and see the text whole', async () => {
    await page.reload();
    await expect(troupe.speeches('assistant, not published yet')).toContainText('The last tram left the depot');
    await expect(troupe.speeches('assistant')).toContainText(story, { timeout: 30_000 });
    await expect(troupe.status('Finished')).toBeVisible();
    await expect(troupe.speeches('assistant_2')).toContainText('A fine story.');
    await expect(troupe.conversation).toContainText('TERMINATE');
    expect(models.requests).toHaveLength(2);
  });

  await test.step('run it again, and stop it', async () => {
    await troupe.button('Back to design').click();
    await troupe.run('Now tell a long one.');
    await expect(troupe.speeches('assistant, not published yet')).toContainText('nobody on board');
    await page.getByRole('banner').getByRole('button', { name: 'Stop' }).click();
    await expect(troupe.status('Stopped')).toBeVisible();
  });
});
