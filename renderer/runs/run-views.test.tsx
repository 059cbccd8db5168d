import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Tooltip } from 'radix-ui';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { applyRunEvent } from '../../shared/run/fold/conversation.ts';
import { toArray } from '../../shared/run/fold/chunked-list.ts';
import { NO_CONVERSATION } from '../../shared/run/fold/conversation-state.ts';
import {
  itemEvent,
  modelEnd,
  runEnd,
  runStart,
  SAMPLE_RUN,
  sampleEvents,
  sampleRun,
  spokenTurn,
  text,
  turnStart,
} from '../../shared/run/fold/sample-run.ts';
import type { RunControl } from '../../shared/run/command.ts';
import type { RunSignal } from '../../shared/run/wire.ts';
import { editorStore } from '../store/editor.ts';
import { Composer } from './composer.tsx';
import { DebugBar } from './debug-bar.tsx';
import { DirectionRowView } from './direction-row.tsx';
import { PendingCards } from './pending-card.tsx';
import { RunStore } from './run-store.ts';
import { RunTopBar } from './run-top-bar.tsx';
import { SpeechRowView } from './speech-row.tsx';
import { TimelineView } from './timeline-view.tsx';
import { castOfRun } from './use-cast.ts';

// The engine behind `api`: what it sends, what it says of the run, and what it was asked.
const engine = vi.hoisted(() => ({
  signals: [] as unknown[],
  isOpen: true,
  status: 'interrupted',
  asked: [] as unknown[],
}));
vi.mock('../rpc/api.ts', () => ({
  connection: {},
  api: {
    runs: {
      watch: async () =>
        (async function* () {
          yield* engine.signals as RunSignal[];
          if (engine.isOpen) await new Promise(() => {});
        })(),
      get: async () => ({ status: engine.status }),
      control: async ({ control }: { control: RunControl }) => {
        engine.asked.push(control);
      },
      resume: async () => {
        engine.asked.push('resume');
      },
      followUp: async ({ task }: { task: string }) => {
        engine.asked.push(['follow-up', task]);
        return { run: 'child' };
      },
    },
  },
}));

const path = 'turn/1/writer';
const hold = (fields: object): object => ({
  type: 'hold',
  place: `${path}/hold:0`,
  path,
  why: 'step',
  point: 'publish',
  ...fields,
});
const heldReply = hold({ pending: { message: text('writer', 'Old words.', 'm1') } });

function play(bodies: readonly object[]): void {
  engine.signals = [
    ...sampleEvents(bodies).map((event) => ({ type: 'event', event })),
    { type: 'caught-up', sequence: bodies.length },
  ];
}

/** A store that has folded all that the engine sent. */
async function loadedStore(): Promise<RunStore> {
  const { api } = await import('../rpc/api.ts');
  const store = new RunStore(SAMPLE_RUN, {
    runs: api.runs,
    schedule: (show) => queueMicrotask(show),
    wait: () => new Promise(() => {}),
    now: () => 0,
    breakpoints: () => [],
  });
  const count = engine.signals.length - 1;
  const isThere = ({ conversation, stream }: ReturnType<RunStore['getState']>): boolean =>
    conversation.lastSequence >= count && conversation.isCaughtUp && (engine.isOpen || stream === 'closed');
  const loaded = new Promise<void>((resolve) => store.subscribe((state) => isThere(state) && resolve()));
  store.start();
  await loaded;
  return store;
}

beforeEach(() => {
  engine.isOpen = true;
  engine.asked = [];
  editorStore.getState().openRun(SAMPLE_RUN);
});

const cast = castOfRun({ document: editorStore.getState().document, speakers: ['writer', 'critic'], people: [] });

describe('rows', () => {
  const rows = (...bodies: object[]) => toArray(sampleEvents(bodies).reduce(applyRunEvent, NO_CONVERSATION).rows);

  it('shows a speech with its number, speaker, time and tokens, set as Markdown without foreign pictures', () => {
    const said = text('writer', 'A **bold** claim ![x](https://example.org/x.png)', 'm1');
    const [row] = rows(turnStart(1, 'writer'), modelEnd(path), itemEvent(path, said));
    if (row?.type !== 'speech') throw new Error('The first row is a speech.');
    render(<SpeechRowView row={row} cast={cast} isSelected={false} onFork={() => {}} />);
    const article = screen.getByRole('article', { name: 'writer' });
    expect(article.textContent).toContain('0.9 s, 5 tok');
    expect(within(article).getByText('bold').tagName).toBe('STRONG');
    expect(within(article).queryByRole('img')).toBeNull();
    expect(within(article).getByRole('link', { name: 'x' }).getAttribute('href')).toBe('https://example.org/x.png');
  });

  it('picks the turn of a speech by the name of its speaker', async () => {
    const [row] = rows(...spokenTurn(1, 'writer'));
    if (row?.type !== 'speech') throw new Error('The first row is a speech.');
    render(<SpeechRowView row={row} cast={cast} isSelected={false} onFork={() => {}} />);
    await userEvent.click(screen.getByRole('button', { name: 'writer' }));
    const { selectedTurnPath, selectedAgent } = editorStore.getState();
    expect([selectedTurnPath, selectedAgent]).toEqual([path, 'writer']);
  });

  it('folds calls of tools to one line, and out again to arguments and results', async () => {
    const content = [{ id: 'c', name: 'search', arguments: '{"q":"speed"}' }];
    const results = [{ call_id: 'c', name: 'search', content: 'Six results', is_error: false }];
    const [row] = rows(
      turnStart(1, 'writer'),
      itemEvent(path, { type: 'ToolCallRequestEvent', source: 'writer', content }),
      modelEnd(`${path}/call:0`, { kind: 'tool', durationMs: 400 }),
      itemEvent(path, { type: 'ToolCallExecutionEvent', source: 'writer', content: results }),
    );
    if (row?.type !== 'tools') throw new Error('The first row is a call.');
    render(<DirectionRowView run={SAMPLE_RUN} row={row} cast={cast} />);
    const details = screen.getByRole('group');
    expect(details.hasAttribute('open')).toBe(false);
    expect(within(details).getByText('search("speed")')).toBeTruthy();
    expect(within(details).getByText('Six results, 0.4 s')).toBeTruthy();
    await userEvent.click(within(details).getByText('writer calls'));
    expect(details.hasAttribute('open')).toBe(true);
  });
});

describe('a person', () => {
  const question = hold({ why: 'human', point: 'effect', pending: { agent: 'writer', prompt: 'Yes or no? ' } });

  it('is asked, and answers with Ctrl+Enter', async () => {
    play([runStart(), turnStart(1, 'writer'), question]);
    render(<Composer store={await loadedStore()} />);
    expect(screen.getByText('Yes or no?')).toBeTruthy();
    const field = screen.getByRole('textbox', { name: 'Your answer as writer' });
    expect(document.activeElement).toBe(field);
    await userEvent.type(field, 'Yes.{Control>}{Enter}{/Control}');
    expect(engine.asked).toEqual([{ type: 'answer', place: `${path}/hold:0`, text: 'Yes.', attachments: [] }]);
  });

  it('is not shown the words that AutoGen puts where there is no question', async () => {
    const pending = { agent: 'writer', prompt: 'Handoff received from critic. Enter your response: ' };
    play([runStart(), turnStart(1, 'writer'), hold({ why: 'human', pending })]);
    render(<Composer store={await loadedStore()} />);
    expect(screen.getByText('critic hands over to you. What do you say?')).toBeTruthy();
  });

  it('gives the team a new task when the run is over, and sees it open', async () => {
    engine.isOpen = false;
    engine.status = 'finished';
    engine.signals = [...sampleRun().map((event) => ({ type: 'event', event })), { type: 'caught-up', sequence: 11 }];
    render(<Composer store={await loadedStore()} />);
    await userEvent.type(screen.getByRole('textbox', { name: 'A new task for the same team' }), 'Shorter');
    await userEvent.click(screen.getByRole('button', { name: /Ask/ }));
    expect(engine.asked).toEqual([['follow-up', 'Shorter']]);
    expect(editorStore.getState().openRunId).toBe('child');
  });
});

describe('a held run', () => {
  it('says what comes next and that nothing runs, and goes on or steps', async () => {
    play([runStart(), turnStart(1, 'writer'), heldReply]);
    render(<PendingCards store={await loadedStore()} />);
    const card = screen.getByRole('region', { name: 'What happens next' });
    expect(card.textContent).toContain('Next: writer publishes this reply');
    expect(card.textContent).toContain('Nothing runs until you go on. You may close the window.');
    await userEvent.click(within(card).getByRole('button', { name: /Continue/ }));
    await userEvent.click(within(card).getByRole('button', { name: /Step/ }));
    expect(engine.asked).toEqual([
      { type: 'continue', hold: `${path}/hold:0` },
      { type: 'step', hold: `${path}/hold:0` },
    ]);
  });

  it('takes the pending reply in other words', async () => {
    play([runStart(), turnStart(1, 'writer'), heldReply]);
    render(<PendingCards store={await loadedStore()} />);
    await userEvent.click(screen.getByRole('button', { name: 'Edit' }));
    const field = screen.getByRole('textbox', { name: 'The reply of writer' });
    await userEvent.clear(field);
    await userEvent.type(field, 'New words.');
    await userEvent.click(screen.getByRole('button', { name: /Save edit/ }));
    expect(engine.asked).toMatchObject([
      { type: 'edit-message', hold: `${path}/hold:0`, message: { id: 'm1', content: 'New words.', source: 'writer' } },
    ]);
  });

  it('asks whether something happened, and takes its result', async () => {
    const pending = { tool: 'send_mail', arguments: { to: 'press' } };
    play([runStart(), turnStart(1, 'writer'), hold({ why: 'did-it-happen', point: 'effect', pending })]);
    render(<PendingCards store={await loadedStore()} />);
    await userEvent.click(screen.getByRole('button', { name: 'Yes, with this result…' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'What it gave back' }), 'sent');
    await userEvent.click(screen.getByRole('button', { name: 'It did happen' }));
    expect(engine.asked).toEqual([
      { type: 'did-it-happen', place: `${path}/hold:0`, answer: 'it-did', result: 'sent' },
    ]);
  });
});

describe('the debugger', () => {
  async function renderBar(): Promise<void> {
    render(
      <Tooltip.Provider>
        <DebugBar runId={SAMPLE_RUN} />
        <RunTopBar runId={SAMPLE_RUN} />
      </Tooltip.Provider>,
    );
    await screen.findByRole('toolbar');
  }

  it('says where a run is paused, hears its keys once a press, and tells the canvas', async () => {
    play([runStart(), turnStart(1, 'writer'), heldReply]);
    await renderBar();
    expect(await screen.findByText('Paused before the reply of writer')).toBeTruthy();
    expect(screen.getByRole('status').textContent).toBe('Paused');
    expect(editorStore.getState().stage).toMatchObject({
      mode: 'paused',
      speaker: 'writer',
      turnCounts: { writer: 1 },
      held: { agent: 'writer', words: 'held before the reply' },
    });
    await userEvent.keyboard('{F10}{F10>3/}{F6}{Shift>}{F5}{/Shift}');
    const seen = { hold: `${path}/hold:0` };
    expect(engine.asked).toEqual([{ type: 'step', ...seen }, { type: 'step', ...seen }, { type: 'stop' }]);
  });

  it('offers to resume a run whose engine went away', async () => {
    engine.isOpen = false;
    engine.status = 'interrupted';
    play([runStart(), turnStart(1, 'writer')]);
    await renderBar();
    await screen.findByText('Interrupted. Nothing is lost.');
    await userEvent.click(screen.getAllByRole('button', { name: 'Resume' })[0]!);
    expect(engine.asked).toEqual(['resume']);
  });
});

describe('the timeline', () => {
  beforeEach(() => {
    // jsdom neither paints nor knows of fonts and colour schemes.
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    Object.defineProperty(document, 'fonts', { value: { ready: Promise.resolve() }, configurable: true });
    vi.stubGlobal('matchMedia', () => new EventTarget());
  });

  it('moves its playhead by keys, shows the past on the canvas, and comes back', async () => {
    play([runStart(), ...spokenTurn(1, 'writer'), ...spokenTurn(2, 'critic'), runEnd()]);
    const store = await loadedStore();
    render(<TimelineView store={store} />);
    const playhead = screen.getByRole('slider', { name: 'Playhead' });
    expect(playhead.getAttribute('aria-valuetext')).toBe('now');
    act(() => playhead.focus());
    await userEvent.keyboard('{Control>}{ArrowLeft}{/Control}');
    expect(playhead.getAttribute('aria-valuetext')).toBe('turn 2, critic, event 9');
    await userEvent.keyboard('{Control>}{ArrowLeft}{/Control}');
    expect(playhead.getAttribute('aria-valuetext')).toBe('turn 1, writer, event 5');
    expect(editorStore.getState().selectedAgent).toBe('writer');
    await userEvent.keyboard('{End}');
    expect(store.getState().playhead).toBeNull();
  });
});
