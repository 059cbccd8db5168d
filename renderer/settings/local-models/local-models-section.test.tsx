import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Tooltip } from 'radix-ui';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Job } from '../../../shared/rpc/jobs-contract.ts';
import type { LocalModel } from '../../../shared/rpc/local-models-contract.ts';
import type { PackStatus } from '../../../shared/rpc/packs-contract.ts';
import { LocalModelsSection } from './local-models-section.tsx';
import { useLocalModels } from './local-models-store.ts';

/** An engine with packs, models and jobs, which writes down what it is asked. */
const engine = vi.hoisted(() => ({
  asked: [] as unknown[],
  pack: 'absent' as PackStatus['state'],
  models: [] as LocalModel[],
  refusal: null as string | null,
  tell: (_jobs: Job[]): void => undefined,
}));
vi.mock('../../rpc/api.ts', () => {
  const note = (what: string) => async (input: object) => {
    engine.asked.push([what, input]);
    if (engine.refusal !== null) throw new Error(engine.refusal);
  };
  return {
    api: {
      packs: {
        list: async () => [
          {
            id: 'node-llama-cpp',
            title: 'Local models',
            summary: '',
            version: '3.0.0',
            state: engine.pack,
            bytes: 8e7,
          },
        ],
        install: note('install'),
        remove: note('uninstall'),
      },
      localModels: {
        list: async () => engine.models,
        download: note('download'),
        choose: note('choose'),
        remove: note('remove'),
      },
      jobs: {
        watch: async () =>
          (async function* () {
            for (;;) yield await new Promise<Job[]>((resolve) => (engine.tell = resolve));
          })(),
        cancel: note('cancel'),
      },
    },
  };
});

const job = (change: Partial<Job>): Job => ({
  id: 'pack:node-llama-cpp',
  title: 'Local models',
  state: 'running',
  doneBytes: 2e7,
  totalBytes: 8e7,
  error: null,
  ...change,
});
const model = (change: Partial<LocalModel>): LocalModel => ({
  name: 'a.gguf',
  path: '/data/models/a.gguf',
  bytes: 238_400_000,
  state: 'ready',
  isOurs: true,
  url: 'https://models.example/a.gguf',
  sha256: null,
  ...change,
});

beforeEach(() => {
  Object.assign(engine, { asked: [], pack: 'absent', models: [], refusal: null });
  useLocalModels.setState({ packs: null, models: null, jobs: new Map() });
});

async function show(): Promise<void> {
  render(
    <Tooltip.Provider>
      <LocalModelsSection />
    </Tooltip.Provider>,
  );
  await screen.findByText('node-llama-cpp');
}
const tell = (jobs: Job[]): Promise<void> => act(async () => engine.tell(jobs));

it('installs the pack, shows how far it is, and stops it', async () => {
  await show();
  await userEvent.click(screen.getByRole('button', { name: 'Install' }));
  await tell([job({})]);
  expect(screen.getByRole('progressbar', { name: 'Installing Local models' }).getAttribute('aria-valuenow')).toBe('25');
  expect(screen.getByText('20 MB of 80 MB')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
  expect(engine.asked).toEqual([
    ['install', { id: 'node-llama-cpp' }],
    ['cancel', { id: 'pack:node-llama-cpp' }],
  ]);
});

it('says why an install failed, and offers it again', async () => {
  await show();
  await tell([job({ state: 'failed', error: 'The disk is full.' })]);
  expect(screen.getByRole('alert').textContent).toBe('The disk is full.');
  expect(screen.getByRole('button', { name: 'Install' })).toBeTruthy();
});

it.each([
  ['incomplete', 'Install again'],
  ['outdated', 'Update'],
] as const)('offers to mend a pack that is %s', async (state, button) => {
  engine.pack = state;
  await show();
  expect(screen.getByRole('button', { name: button })).toBeTruthy();
});

it('looks again when a job has ended', async () => {
  await show();
  await tell([job({})]);
  engine.pack = 'installed';
  await tell([job({ state: 'done' })]);
  expect(await screen.findByText('installed')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
  expect(engine.asked).toEqual([['uninstall', { id: 'node-llama-cpp' }]]);
});

it('downloads from an address, with a checksum where it is a whole one', async () => {
  await show();
  await userEvent.type(screen.getByLabelText('Address of the file'), 'https://models.example/a.gguf');
  await userEvent.type(screen.getByLabelText(/^SHA-256/), 'abc');
  const form = screen.getByRole('form', { name: 'Download a model' });
  const button = within(form).getByRole<HTMLButtonElement>('button', { name: 'Download' });
  expect(button.disabled).toBe(true);
  expect(screen.getByRole('alert').textContent).toBe('A SHA-256 checksum has 64 digits from 0 to f.');
  await userEvent.clear(screen.getByLabelText(/^SHA-256/));
  await userEvent.click(button);
  expect(engine.asked).toEqual([['download', { url: 'https://models.example/a.gguf' }]]);
});

it('adds a file of this machine, or says what is wrong with it', async () => {
  await show();
  await userEvent.click(screen.getByRole('button', { name: 'A file of this machine' }));
  engine.refusal = '/a.gguf is not a GGUF file.';
  await userEvent.type(screen.getByLabelText('Path of the file'), '/a.gguf');
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
  expect((await screen.findByRole('alert')).textContent).toBe('/a.gguf is not a GGUF file.');
  expect(screen.getByLabelText<HTMLInputElement>('Path of the file').value).toBe('/a.gguf');
});

it('says why a download came to nothing, until it is dismissed', async () => {
  await show();
  await tell([job({ id: 'model:b.gguf', title: 'b.gguf', state: 'failed', error: 'There is no such file.' })]);
  expect((await screen.findByRole('alert')).textContent).toContain('There is no such file.');
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(engine.asked).toEqual([['cancel', { id: 'model:b.gguf' }]]);
});

it('goes on with a download that was cut off', async () => {
  engine.models = [model({ state: 'incomplete', bytes: 5e6 })];
  await show();
  expect(screen.getByRole('listitem').textContent).toContain('5 MBNot whole yet');
  await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
  expect(engine.asked).toEqual([['download', { url: 'https://models.example/a.gguf' }]]);
});

it('asks before it deletes a file, and only forgets one of the user', async () => {
  engine.models = [model({}), model({ name: '/own/b.gguf', path: '/own/b.gguf', isOurs: false, url: null })];
  await show();
  await userEvent.click(screen.getByRole('button', { name: 'Remove a.gguf' }));
  expect(screen.getByRole('group', { name: 'Delete the file?' })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Keep' }));
  await userEvent.click(screen.getByRole('button', { name: 'Remove /own/b.gguf' }));
  expect(screen.getByRole('group', { name: 'Take it from the list? The file stays.' })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Take it off' }));
  expect(engine.asked).toEqual([['remove', { name: '/own/b.gguf' }]]);
});
