import type { Locator, Page } from '@playwright/test';
import type { TeamFile } from './team-files.fixture.ts';

/** A place or a way, in CSS pixels to the right and down. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The product as a person finds it: by roles and names. What belongs to one journey only stands there. */
export class TroupePage {
  readonly page: Page;
  readonly canvas: Locator;
  readonly conversation: Locator;
  readonly inspector: Locator;
  readonly debugger: Locator;

  constructor(page: Page) {
    this.page = page;
    this.canvas = page.getByRole('region', { name: 'Canvas' });
    this.conversation = page.getByRole('log', { name: 'Conversation' });
    this.inspector = page.getByRole('complementary', { name: 'Inspector' });
    this.debugger = page.getByRole('toolbar', { name: 'Debugger' });
  }

  /** Opens the address and waits for the first screen. */
  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.page.getByRole('heading', { name: 'Troupe', exact: true }).waitFor();
  }

  /** A button of exactly this name; of a name like it, where a pattern is given. */
  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** The status of the open run, in the top bar. */
  status(words: string): Locator {
    return this.page.getByRole('banner').getByRole('status').filter({ hasText: words });
  }

  /** The card of an agent, a team or a part. */
  card(name: string): Locator {
    return this.canvas.getByRole('group', { name, exact: true });
  }

  /** What one participant has said, oldest first. */
  speeches(speaker: string): Locator {
    return this.conversation.getByRole('article', { name: speaker, exact: true });
  }

  /** Chooses a file on the start screen, by its path or with what is in it. What comes out is shown in a dialog. */
  async importFile(file: TeamFile | string): Promise<void> {
    const [chooser] = await Promise.all([
      this.page.waitForEvent('filechooser'),
      this.button(/^Import AutoGen JSON/).click(),
    ]);
    if (typeof file === 'string') return chooser.setFiles(file);
    const { name, text } = file;
    return chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  }

  /** Drops a file on the page, as from the desktop. */
  async dropFile({ name, text }: TeamFile): Promise<void> {
    const dataTransfer = await this.page.evaluateHandle(
      (file) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([file.text], file.name, { type: 'application/json' }));
        return transfer;
      },
      { name, text },
    );
    const target = this.page.getByRole('main');
    for (const type of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer });
  }

  /** Chooses a good file on the start screen, and opens the team in it. */
  async openFile(file: TeamFile | string): Promise<void> {
    await this.importFile(file);
    await this.button('Open team').click();
    await this.canvas.waitFor();
  }

  /** Who has spoken, in order. */
  async speakers(): Promise<readonly string[]> {
    const speeches = await this.conversation.getByRole('article').all();
    return Promise.all(speeches.map(async (speech) => (await speech.getAttribute('aria-label')) ?? ''));
  }

  /** Answers as the person who is asked. */
  async answer(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Your answer' }).fill(text);
    await this.button(/^Send/).click();
  }

  async openTemplate(name: string): Promise<void> {
    await this.button(new RegExp(`^${name}`)).click();
    await this.button('Open only').click();
    await this.canvas.waitFor();
  }

  async openRecentTeam(name: string): Promise<void> {
    await this.page.getByRole('region', { name: 'Recent teams' }).getByRole('button', { name }).first().click();
    await this.canvas.waitFor();
  }

  /** Opens the newest run of the open team. */
  async openNewestRun(): Promise<void> {
    const runs = this.button(/^Runs(, |$)/);
    if ((await runs.getAttribute('aria-pressed')) !== 'true') await runs.click();
    await this.page.getByRole('list', { name: 'Runs of this team' }).getByRole('button').first().click();
    await this.conversation.waitFor();
  }

  /** Drags a part from the palette to a spot on the canvas, counted from its upper left corner. */
  async dragPart(name: string, spot: Spot): Promise<void> {
    await this.part(name).dragTo(this.canvas, { targetPosition: spot });
  }

  /** A part in the palette, by its title. */
  part(title: string): Locator {
    const buttons = this.page.getByRole('complementary', { name: 'Parts' }).getByRole('button');
    return buttons.filter({ has: this.page.getByText(title, { exact: true }) });
  }

  /** Draws a wire from the output of one card to the head of another. */
  async drawWire(from: string, to: string): Promise<void> {
    const output = this.card(from).getByTitle(/^Drag to/);
    await this.card(from).hover();
    await output.dragTo(this.card(to), { targetPosition: { x: 120, y: 24 }, steps: 6 });
  }

  /** Draws a wire from a handle of a card, by its title, and lets it go over a spot of the canvas. */
  async dropWire(from: string, handle: string | RegExp, spot: Spot): Promise<void> {
    await this.card(from).hover();
    await this.card(from).getByTitle(handle).dragTo(this.canvas, { targetPosition: spot, steps: 6 });
  }

  /** Pulls the border of a pane this far to the right and down. */
  async pullBorder(name: string, { x, y }: Spot): Promise<void> {
    const box = await this.page.getByRole('separator', { name }).boundingBox();
    if (box === null) throw new Error(`The border “${name}” is not in sight.`);
    const [fromX, fromY] = [box.x + box.width / 2, box.y + box.height / 2];
    const { mouse } = this.page; // the border is thinner than what `dragTo` accepts as a target
    await mouse.move(fromX, fromY);
    await mouse.down();
    await mouse.move(fromX + x, fromY + y, { steps: 8 });
    await mouse.up();
  }

  /** Opens the task of the run and starts it. */
  async run(task: string): Promise<void> {
    await this.button(/^Run Ctrl/).click();
    await this.startWith(task);
  }

  /** Opens the task of a run that is held before its first turn, and starts it. */
  async debug(task: string): Promise<void> {
    await this.button(/^Debug/).click();
    await this.startWith(task);
  }

  private async startWith(task: string): Promise<void> {
    const popover = this.page.getByRole('dialog', { name: 'Run this team' });
    await popover.getByRole('textbox', { name: 'Task' }).fill(task);
    await popover.getByRole('button', { name: /^Start/ }).click();
  }
}
