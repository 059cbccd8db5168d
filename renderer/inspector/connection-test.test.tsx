import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { NodeId } from '../../shared/ids.ts';
import type { ModelList, ModelTest } from '../../shared/rpc/models-contract.ts';
import { findNode } from '../../shared/team/document-graph.ts';
import { drawTeam, OPENAI, type DrawnTeam } from '../canvas/scene.fixture.ts';
import { appStore } from '../store/app.ts';
import { ConnectionTest } from './connection-test.tsx';
import { ModelMenu } from './model-menu.tsx';

/** An engine that answers as it is told to, and writes down what it is asked. */
const engine = vi.hoisted(() => ({
  asked: [] as unknown[],
  result: undefined as ModelTest | undefined,
  list: undefined as ModelList | undefined,
}));
vi.mock('../rpc/api.ts', () => ({
  api: {
    models: {
      test: async (input: object) => {
        engine.asked.push(input);
        if (engine.result === undefined) throw new Error('The engine is gone');
        return engine.result;
      },
      list: async (input: object) => {
        engine.asked.push(input);
        if (engine.list === undefined) throw new Error('The engine is gone');
        return engine.list;
      },
    },
  },
}));

let drawn: DrawnTeam;
let model: NodeId;
beforeEach(() => {
  drawn = drawTeam();
  model = drawn.drawing.add(OPENAI, { model: 'gpt-4o' });
  engine.asked = [];
  engine.result = undefined;
  engine.list = undefined;
});

const nodeOf = (id: NodeId) => findNode(drawn.drawing.document, id)!; // the fixture has drawn it
const ask = () => userEvent.click(screen.getByRole('button', { name: 'Test connection' }));
const status = () => screen.getByRole('status').textContent;

describe('a test of a connection', () => {
  it('shows what the model answered', async () => {
    const node = nodeOf(model);
    engine.result = { ok: true, answer: 'ready', durationMs: 840, tokens: 1234 };
    render(<ConnectionTest node={node} />);
    await ask();
    expect(status()).toBe('It answers.“ready”after 0.8 s · 1,234 tokens');
    expect(engine.asked).toEqual([{ provider: node.component.provider, config: node.component.config }]);
  });

  it('shows the error word for word, what to do, and the way to the keys', async () => {
    const message = 'openai:gpt-4o answered with status 401: Incorrect key.';
    engine.result = { ok: false, code: 'unauthorized', message, advice: 'Look at the key.', durationMs: 210 };
    render(<ConnectionTest node={nodeOf(model)} />);
    await ask();
    expect(status()).toBe(`It does not answer.${message}Look at the key.unauthorized after 0.2 sKeys`);
    await userEvent.click(screen.getByRole('button', { name: 'Keys' }));
    expect(appStore.getState().dialog).toEqual({ type: 'settings', section: 'keys' });
  });

  it('says so when the engine itself is gone', async () => {
    render(<ConnectionTest node={nodeOf(model)} />);
    await ask();
    expect(status()).toContain('The engine is gone');
  });

  it('forgets what it found when a setting changes', async () => {
    const node = nodeOf(model);
    engine.result = { ok: true, answer: 'ready', durationMs: 1, tokens: 0 };
    const { rerender } = render(<ConnectionTest node={node} />);
    await ask();
    const config = { ...node.component.config, model: 'another' };
    rerender(<ConnectionTest node={{ ...node, component: { ...node.component, config } }} />);
    expect(status()).toBe('');
  });

  it('is offered for models only', () => {
    render(<ConnectionTest node={nodeOf(drawn.writer)} />);
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('the menu of models', () => {
  const open = async () => {
    const chosen: string[] = [];
    render(<ModelMenu node={nodeOf(model)} onChoose={(name) => chosen.push(name)} />);
    await userEvent.click(screen.getByRole('button', { name: 'Choose a model' }));
    return chosen;
  };

  it('offers what the provider has, and takes one', async () => {
    engine.list = { models: ['gpt-5', 'gpt-4o'], reason: null };
    const chosen = await open();
    await userEvent.type(screen.getByPlaceholderText('Search models'), '4o');
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['gpt-4o']);
    await userEvent.keyboard('{Enter}');
    expect(chosen).toEqual(['gpt-4o']);
    expect(screen.queryByRole('option')).toBeNull();
  });

  it('says why the list is not the provider’s own', async () => {
    engine.list = { models: ['gpt-4o'], reason: 'There is no key for api.openai.com.' };
    await open();
    expect(await screen.findByText('There is no key for api.openai.com.')).toBeTruthy();
    expect(screen.getByRole('option').textContent).toBe('gpt-4o');
  });

  it('says so when the engine itself is gone', async () => {
    await open();
    expect(await screen.findByText(/The engine is gone/)).toBeTruthy();
  });
});
