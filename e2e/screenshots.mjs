// node e2e/screenshots.mjs: takes docs/screenshots anew from the built product (npm run build first). Run by hand.
import { chromium } from '@playwright/test';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browserArguments, findBrowser } from '../scripts/browser.mjs';
import { Host } from './host.fixture.ts';
import { lastWord, launchReview, replies, secondDraft, TASK } from './launch-review.fixture.ts';
import { ModelServer } from './model-server.fixture.ts';
import { shrinkPng } from './shrink-png.mjs';
import { TroupePage } from './troupe-page.fixture.ts';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'docs', 'screenshots');
const PACE = { piecesPerSecond: 14 };
const TEAM = 'Night train launch';

const models = new ModelServer();
await models.start();
const dataFolder = mkdtempSync(join(tmpdir(), 'troupe-shots-'));
const host = new Host({ dataFolder, environment: { OPENAI_API_KEY: 'test', OPENAI_BASE_URL: models.baseUrl } });
await host.start();
const executablePath = findBrowser();
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: browserArguments() });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
const troupe = new TroupePage(page);
mkdirSync(FOLDER, { recursive: true });
try {
  await troupe.open(host.address);
  await seedRecentTeams();
  await takeStart();
  await takeCanvas();
  await takeRunning();
  await takeTimeline();
  await takePaused();
} finally {
  await browser.close();
  await host.kill();
  await models.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}

/** @param {string} name */
async function take(name) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await page.emulateMedia({ colorScheme });
    writeFileSync(join(FOLDER, `${name}-${colorScheme}.png`), shrinkPng(await page.screenshot({ caret: 'initial' })));
  }
}

async function seedRecentTeams() {
  const renamed = [
    { template: 'Human in the loop', name: 'Summer outing' },
    { template: 'Research with tools', name: 'What the coffee costs' },
    { template: 'Debate', name: 'Market Street on Saturdays' },
  ];
  for (const { template, name } of renamed) {
    await troupe.openTemplate(template);
    await page.getByRole('textbox', { name: 'Name of the team' }).fill(name);
    await page.keyboard.press('Enter');
    await troupe.button('All teams').click();
  }
  await troupe.openFile(launchReview);
  await troupe.button('All teams').click();
}

async function takeStart() {
  await troupe.button(/^Writer and critic/).click();
  await page.mouse.move(0, 0);
  await take('start');
}

async function takeCanvas() {
  await troupe.openRecentTeam(TEAM);
  await troupe.button('Fit all').click();
  await troupe.card('Agent Critic').getByRole('heading').click();
  await troupe.inspector.getByRole('tab', { name: 'Prompt' }).click();
  await page.mouse.move(700, 880);
  await take('canvas');
}

async function takeRunning() {
  models.reply([...replies, { text: secondDraft.repeat(4), ...PACE }]);
  await page.keyboard.press('Escape'); // nothing is selected
  await troupe.run(TASK);
  await troupe.speeches('Writer, not published yet').getByText('when two share a cabin').waitFor();
  await page.mouse.move(700, 880);
  await take('running');
  await page.getByRole('banner').getByRole('button', { name: 'Stop' }).click();
  await troupe.status('Stopped').waitFor();
  await troupe.button('Back to design').click();
}

async function takeTimeline() {
  models.reply([...replies, { text: secondDraft }, { text: lastWord }]);
  await troupe.run(TASK);
  await troupe.status('Finished').waitFor();
  await page.getByRole('region', { name: 'Dock' }).getByRole('tab', { name: 'Timeline' }).click();
  await troupe.pullBorder('Height of the dock', { x: 0, y: -90 });
  await troupe.button('Fit all').click();
  await troupe.button('Narrower turns').click();
  for (let turn = 0; turn < 5; turn += 1) await page.keyboard.press('Alt+ArrowLeft');
  await page.mouse.move(700, 880);
  await take('timeline');
  await page.keyboard.press('Escape');
  await troupe.button('Fold the dock').click();
  await troupe.button('Back to design').click();
}

async function takePaused() {
  models.reply([...replies, { text: secondDraft }, { text: lastWord }]);
  await troupe.canvas.getByRole('button', { name: 'Breakpoint on Critic' }).click();
  await page.keyboard.press('Escape');
  await troupe.run(TASK);
  await troupe.status('Paused').waitFor();
  await page.keyboard.press('F10');
  await page.getByRole('region', { name: 'What happens next' }).getByText('publishes this reply').waitFor();
  await page.mouse.move(700, 880);
  await take('paused');
}
