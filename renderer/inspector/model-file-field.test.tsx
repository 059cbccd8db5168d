import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { LocalModel } from '../../shared/rpc/local-models-contract.ts';
import { appStore } from '../store/app.ts';
import { useLocalModels } from '../settings/local-models/local-models-store.ts';
import { ModelFileField } from './model-file-field.tsx';

const file = (name: string, state: LocalModel['state'] = 'ready'): LocalModel => ({
  name,
  path: name,
  bytes: 1,
  state,
  isOurs: true,
  url: null,
  sha256: null,
});
vi.mock('../rpc/api.ts', () => ({
  api: {
    packs: { list: async () => [] },
    localModels: { list: async () => [file('a.gguf'), file('/own/b.gguf'), file('c.gguf', 'incomplete')] },
  },
}));

beforeEach(() => useLocalModels.setState({ packs: null, models: null, jobs: new Map() }));

it('offers the files that are there, and keeps one that is not', async () => {
  const changes: unknown[] = [];
  render(<ModelFileField id="file" value="old.gguf" onChange={(value) => changes.push(value)} />);
  await screen.findByRole('option', { name: 'old.gguf, not on the list' });
  expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
    'Choose a file',
    'a.gguf',
    'b.gguf',
    'old.gguf, not on the list',
  ]);
  await userEvent.selectOptions(screen.getByRole('combobox'), 'b.gguf');
  expect(changes).toEqual(['/own/b.gguf']);
});

it('leads to the settings, where files are added', async () => {
  render(<ModelFileField id="file" value="" onChange={() => undefined} />);
  await userEvent.click(screen.getByRole('button', { name: 'Local models' }));
  expect(appStore.getState().dialog).toEqual({ type: 'settings', section: 'local-models' });
});
