import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Tooltip } from 'radix-ui';
import { beforeEach, expect, it, vi } from 'vitest';
import type { KeyKeeping, KeyLine } from '../../../shared/rpc/keys-contract.ts';
import { KeysSection } from './keys-section.tsx';
import { useKeys } from './keys-store.ts';

/** An engine that has keys, and writes down what it is asked. */
const engine = vi.hoisted(() => ({
  asked: [] as unknown[],
  keys: [] as KeyLine[],
  keeping: { type: 'keyring' } as KeyKeeping,
}));
vi.mock('../../rpc/api.ts', () => {
  const note = (what: string) => async (input: object) => void engine.asked.push([what, input]);
  return {
    api: {
      app: { info: async () => ({ notices: [] }), providers: async () => [] },
      keys: {
        list: async () => ({ keys: engine.keys, keeping: engine.keeping }),
        set: note('set'),
        rename: note('rename'),
        remove: note('remove'),
        unlock: async ({ passphrase }: { passphrase: string }) => {
          if (passphrase !== 'right') throw new Error('This passphrase does not open the kept keys.');
          engine.keeping = { type: 'passphrase', isLocked: false };
        },
        protect: note('protect'),
      },
    },
  };
});

const kept = (name: string, baseUrls: string[] = []): KeyLine => ({ name, ending: '6789', baseUrls, variable: null });

beforeEach(() => {
  engine.asked = [];
  engine.keys = [];
  engine.keeping = { type: 'keyring' };
  useKeys.setState({ keys: null, keeping: null });
});

function show(): void {
  render(
    <Tooltip.Provider>
      <KeysSection />
    </Tooltip.Provider>,
  );
}

const field = (label: string): HTMLElement => screen.getByLabelText(label);

it('keeps the first key of a provider under its name, for its own hosts', async () => {
  show();
  const form = await screen.findByRole('form', { name: 'New key' });
  await userEvent.selectOptions(field('For'), 'anthropic');
  await userEvent.type(field('Key'), ' sk-1 ');
  await userEvent.click(within(form).getByRole('button', { name: 'Keep the key' }));
  expect(engine.asked).toEqual([['set', { name: 'anthropic', key: 'sk-1', baseUrls: [] }]]);
});

it('keeps the key of a search engine under its name, for its host', async () => {
  show();
  await userEvent.selectOptions(await screen.findByLabelText('For'), 'Tavily');
  expect(screen.getByText('api.tavily.com, and these addresses, one a line')).toBeDefined();
  await userEvent.type(field('Key'), 'tvly-1');
  await userEvent.click(screen.getByRole('button', { name: 'Keep the key' }));
  expect(engine.asked).toEqual([['set', { name: 'tavily', key: 'tvly-1', baseUrls: [] }]]);
});

it('gives a second key a free name and the address of the provider', async () => {
  engine.keys = [kept('openai')];
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Add a key' }));
  await userEvent.type(field('Key'), 'sk-2');
  await userEvent.click(screen.getByRole('button', { name: 'Keep the key' }));
  expect(engine.asked).toEqual([['set', { name: 'openai-2', key: 'sk-2', baseUrls: ['https://api.openai.com'] }]]);
});

it('asks where a key of another server may go, and refuses what is no address or name', async () => {
  show();
  await userEvent.selectOptions(await screen.findByLabelText('For'), 'other');
  await userEvent.type(field('Name'), 'a b');
  await userEvent.type(field('Key'), 'sk-3');
  const keep = screen.getByRole<HTMLButtonElement>('button', { name: 'Keep the key' });
  await userEvent.type(field('May go to'), 'models.example');
  expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toEqual([
    'A name has letters, digits, dots, dashes and underscores, at most 64.',
    'models.example: An address begins with http:// or https://.',
  ]);
  expect(keep.disabled).toBe(true);
});

it('renames a key and gives it addresses without asking for the key again', async () => {
  engine.keys = [kept('openai')];
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Change the key openai' }));
  await userEvent.clear(field('Name'));
  await userEvent.type(field('Name'), 'work');
  await userEvent.type(field('May go to'), 'http://127.0.0.1:8080/v1');
  await userEvent.click(screen.getByRole('button', { name: 'Keep the changes' }));
  expect(engine.asked).toEqual([
    ['rename', { name: 'openai', to: 'work' }],
    ['set', { name: 'work', baseUrls: ['http://127.0.0.1:8080/v1'] }],
  ]);
});

it('asks before it removes a key, and offers nothing for one of the environment', async () => {
  engine.keys = [{ ...kept('openai'), variable: 'OPENAI_API_KEY' }, kept('work', ['https://models.example'])];
  show();
  const [set, work] = await screen.findAllByRole('listitem');
  expect(set?.textContent).toBe('openai•••• 6789OPENAI_API_KEYGoes to api.openai.com');
  expect(within(set!).queryByRole('button')).toBeNull();
  await userEvent.click(within(work!).getByRole('button', { name: 'Remove the key work' }));
  expect(engine.asked).toEqual([]);
  await userEvent.click(within(work!).getByRole('button', { name: 'Remove' }));
  expect(engine.asked).toEqual([['remove', { name: 'work' }]]);
});

it('asks for the passphrase of locked keys, says when it is wrong, and then lists them', async () => {
  engine.keeping = { type: 'passphrase', isLocked: true };
  engine.keys = [kept('openai')];
  show();
  await userEvent.type(await screen.findByLabelText('Passphrase'), 'wrong{Enter}');
  expect((await screen.findByRole('alert')).textContent).toBe('This passphrase does not open the kept keys.');
  expect(screen.queryByRole('list')).toBeNull();
  await userEvent.clear(field('Passphrase'));
  await userEvent.type(field('Passphrase'), 'right{Enter}');
  expect(await screen.findByRole('list', { name: 'Keys' })).toBeTruthy();
});

it('offers a passphrase where keys would be gone with Troupe, typed twice', async () => {
  engine.keeping = { type: 'memory' };
  show();
  await userEvent.type(await screen.findByLabelText('Passphrase'), 'long enough');
  await userEvent.type(field('The same again'), 'long enoug');
  const keep = screen.getByRole<HTMLButtonElement>('button', { name: 'Keep keys by this passphrase' });
  expect(keep.disabled).toBe(true);
  await userEvent.type(field('The same again'), 'h{Enter}');
  expect(engine.asked).toEqual([['protect', { passphrase: 'long enough' }]]);
});
