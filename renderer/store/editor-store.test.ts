import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { NodeId, RunId } from '../../shared/ids.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { moveNode } from '../../shared/team/edit-document.ts';
import { TeamDrawing } from '../../shared/team/team-drawing.fixture.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import { createEditorStore, type EditorPorts } from './editor-store.ts';

const ASSISTANT = 'autogen_agentchat.agents.AssistantAgent';

function drawing(): { document: TeamDocument; writer: NodeId } {
  const team = new TeamDrawing();
  const writer = team.add(ASSISTANT, { name: 'writer' });
  return { document: team.document, writer };
}

/** A store on an engine that is played by the test. */
function editor(api: Partial<EditorPorts['api']['documents']> & Partial<EditorPorts['api']['runs']> = {}) {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const unexpected = (): never => {
    throw new Error('not asked for in this test');
  };
  const store = createEditorStore({
    api: {
      documents: { save: api.save ?? unexpected, check: api.check ?? unexpected },
      runs: { start: api.start ?? unexpected },
    },
    storage,
  });
  const { document, writer } = drawing();
  store.getState().openDocument({ document, version: 3 });
  return { ...store, document, writer, storage };
}

const rename = (name: string) => (document: TeamDocument) => ({ ...document, name });

describe('history', () => {
  it('undoes a whole drag in one step, and no more', () => {
    const { getState, document, writer } = editor();
    getState().edit(rename('Named'));
    for (const xPx of [8, 16, 24]) getState().edit((before) => moveNode(before, { node: writer, xPx }), 'drag');
    getState().undo();
    expect(getState().document).toEqual({ ...document, name: 'Named' });
    getState().undo();
    expect(getState().document).toBe(document);
  });

  it('keeps two gestures of one name apart once the first has ended', () => {
    const { getState, writer } = editor();
    getState().edit((before) => moveNode(before, { node: writer, xPx: 8 }), 'drag');
    getState().endGesture();
    getState().edit((before) => moveNode(before, { node: writer, xPx: 16 }), 'drag');
    getState().undo();
    expect(getState().document.layout[writer]?.xPx).toBe(8);
  });

  it('gives back exactly what was undone, until something else is done', () => {
    const { getState } = editor();
    getState().edit(rename('One'));
    getState().undo();
    getState().redo();
    expect(getState().document.name).toBe('One');
    getState().undo();
    getState().edit(rename('Two'));
    getState().redo();
    expect(getState().document.name).toBe('Two');
  });

  it('makes no step of an edit that changes nothing', () => {
    const { getState } = editor();
    getState().edit((document) => document);
    expect(getState().past).toEqual([]);
  });

  it('begins anew with another document', () => {
    const { getState, document } = editor();
    getState().edit(rename('One'));
    getState().openDocument({ document, version: 1 });
    expect(getState()).toMatchObject({ past: [], future: [], baseVersion: 1, openRunId: null });
  });
});

describe('selection', () => {
  it('is outside of undo, but lets go of what undo takes away', () => {
    const { getState, document, writer } = editor();
    const other = { ...document.nodes[0]!, id: 'critic' as NodeId }; // `!`: the drawing has one node
    getState().edit((before) => ({ ...before, nodes: [...before.nodes, other] }));
    getState().selectNodes([writer, other.id]);
    getState().undo();
    expect([...getState().selectedNodes]).toEqual([writer]);
  });
});

describe('saving', () => {
  it('saves on top of the version it stands on, and stands on the new one then', async () => {
    const bases: number[] = [];
    const { getState } = editor({
      save: ({ base }) => {
        bases.push(base);
        return Promise.resolve({ version: base + 1 });
      },
    });
    getState().edit(rename('One'));
    await getState().saveNow();
    getState().edit(rename('Two'));
    await getState().saveNow();
    await getState().saveNow();
    expect(bases).toEqual([3, 4]);
    expect(getState().saveState).toEqual({ type: 'saved' });
  });

  it('saves once more what was changed while it saved', async () => {
    const names: string[] = [];
    const first = Promise.withResolvers<{ version: number }>();
    const { getState } = editor({
      save: ({ document, base }) => {
        names.push(document.name);
        return names.length === 1 ? first.promise : Promise.resolve({ version: base + 1 });
      },
    });
    getState().edit(rename('One'));
    const saving = getState().saveNow();
    getState().edit(rename('Two'));
    first.resolve({ version: 4 });
    await saving;
    expect(names).toEqual(['One', 'Two']);
    expect(getState()).toMatchObject({ baseVersion: 5, saveState: { type: 'saved' } });
  });

  it('overwrites nothing that another window saved, until the user says so', async () => {
    const bases: number[] = [];
    const { getState } = editor({
      save: ({ base }) => {
        bases.push(base);
        if (base === 3) throw new ORPCError('STALE', { defined: true, data: { version: 7 } });
        return Promise.resolve({ version: base + 1 });
      },
    });
    getState().edit(rename('Mine'));
    await expect(getState().saveNow()).rejects.toThrow(ORPCError);
    expect(getState().saveState).toEqual({ type: 'stale', version: 7 });
    await getState().saveOverStale();
    expect(bases).toEqual([3, 7]);
    expect(getState()).toMatchObject({ baseVersion: 8, saveState: { type: 'saved' } });
  });

  it('says what went wrong, and saves when it is tried again', async () => {
    let isFull = true;
    const { getState } = editor({
      save: ({ base }) =>
        isFull ? Promise.reject(new Error('the disk is full')) : Promise.resolve({ version: base + 1 }),
    });
    getState().edit(rename('One'));
    await expect(getState().saveNow()).rejects.toThrow('the disk is full');
    expect(getState().saveState).toEqual({ type: 'failed', message: 'the disk is full' });
    isFull = false;
    await getState().saveNow();
    expect(getState().saveState).toEqual({ type: 'saved' });
  });
});

describe('problems', () => {
  const issue: Issue = { rule: 'no-model', severity: 'error', path: '$', message: 'No model.' };

  it('drops an answer about an older drawing', async () => {
    const answers = [Promise.withResolvers<Issue[]>(), Promise.withResolvers<Issue[]>()];
    let asked = 0;
    const { getState } = editor({ check: () => answers[asked++]?.promise ?? Promise.resolve([]) });
    const first = getState().checkNow();
    getState().edit(rename('Newer'));
    const second = getState().checkNow();
    answers[1]?.resolve([issue]);
    answers[0]?.resolve([]);
    await Promise.all([first, second]);
    expect(getState().issues).toEqual([issue]);
  });
});

describe('runs', () => {
  const run = 'run-1' as RunId;

  it('saves first, starts with the breakpoints by name, and opens the run', async () => {
    const told: unknown[] = [];
    const { getState, document, writer } = editor({
      save: ({ base }) => {
        told.push('save');
        return Promise.resolve({ version: base + 1 });
      },
      start: (input) => {
        told.push(input);
        return Promise.resolve({ run });
      },
    });
    getState().toggleBreakpoint(writer);
    getState().edit(rename('One'));
    expect(
      await getState().startRun({ task: 'Go.', attachments: [], debug: true, holdOnLoop: 3, budget: null }),
    ).toEqual({ ok: true });
    expect(told).toEqual([
      'save',
      { document: document.id, task: 'Go.', attachments: [], debug: true, holdOnLoop: 3, breakpoints: ['writer'] },
    ]);
    expect(getState()).toMatchObject({ openRunId: run, isStartingRun: false });
  });

  it('hands back the issues of a team that is not ready', async () => {
    const issue: Issue = { rule: 'no-root', severity: 'error', path: '$', message: 'No team.' };
    const { getState } = editor({
      start: () => Promise.reject(new ORPCError('NOT_READY', { message: 'not ready', data: { issues: [issue] } })),
    });
    expect(
      await getState().startRun({ task: 'Go.', attachments: [], debug: false, holdOnLoop: null, budget: null }),
    ).toEqual({
      ok: false,
      issues: [issue],
      untrusted: [],
      message: 'not ready',
    });
    expect(getState()).toMatchObject({ openRunId: null, isStartingRun: false });
  });
});

describe('breakpoints', () => {
  it('are found again when the document is opened again, and survive a renaming', () => {
    const { getState, document, writer } = editor();
    getState().toggleBreakpoint(writer);
    getState().openDocument({ document: { ...document, id: 'other' as typeof document.id }, version: 1 });
    expect(getState().breakpointAgents()).toEqual([]);
    const [node] = document.nodes;
    const renamed = { ...node!, component: { ...node!.component, config: { name: 'poet' } } }; // `!`: it has one node
    getState().openDocument({ document: { ...document, nodes: [renamed] }, version: 2 });
    expect(getState().breakpointAgents()).toEqual(['poet']);
  });

  it('are none where what was kept cannot be read', () => {
    const { getState, document, storage } = editor();
    storage.setItem(`troupe.breakpoints.${document.id}`, '{"not": "a list"}');
    getState().loadBreakpoints();
    expect(getState().breakpointAgents()).toEqual([]);
    storage.setItem(`troupe.breakpoints.${document.id}`, 'not JSON');
    getState().loadBreakpoints();
    expect(getState().breakpointAgents()).toEqual([]);
  });
});
