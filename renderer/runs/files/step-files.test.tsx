import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { SAMPLE_RUN } from '../../../shared/run/fold/sample-run.ts';
import type { LeftFile } from '../../../shared/run/work-folder.ts';
import { appStore } from '../../store/app.ts';
import { FileDialog } from './file-dialog.tsx';
import { StepFiles } from './step-files.tsx';

const engine = vi.hoisted(() => ({ files: [] as unknown[], contents: {} as Record<string, string> }));
vi.mock('../../rpc/api.ts', () => ({
  connection: {},
  api: {
    runs: {
      stepFiles: async () => engine.files,
      stepFile: async ({ path }: { path: string }) => {
        const base64 = engine.contents[path];
        if (base64 === undefined) throw new Error('The line broke.');
        return { base64 };
      },
    },
  },
}));

const file = (path: string, kind: LeftFile['kind'], bytes: number): LeftFile => ({ path, kind, bytes });
beforeEach(() => {
  engine.files = [
    file('a.txt', 'text', 6),
    file('b.png', 'picture', 12_400),
    file('c.bin', 'other', 2_000_000),
    file('d.txt', 'gone', 0),
    file('e.txt', 'lost', 0),
  ];
  engine.contents = { 'a.txt': btoa('Hello.'), 'b.png': 'iVBORw0KGgo=' };
});
const show = (paths: readonly string[]): void => void render(<StepFiles run={SAMPLE_RUN} sequence={7} paths={paths} />);
const shown = (): (string | null)[] => screen.getAllByRole('listitem').map(({ textContent }) => textContent);

it('names each file with its size, shows pictures, and says of others that they are gone', async () => {
  show(['a.txt', 'b.png', 'c.bin', 'd.txt', 'e.txt']);
  await screen.findByText('12 kB');
  expect(shown()).toEqual(['a.txt6 bytes', 'b.png12 kB', 'c.bin2 MB', 'd.txtdeleted', 'e.txtnot here any more']);
  await vi.waitFor(() => expect(document.querySelector('img')?.src).toBe('data:image/png;base64,iVBORw0KGgo='));
  await userEvent.click(screen.getByRole('button', { name: /^a\.txt/ }));
  expect(appStore.getState().dialog).toMatchObject({ type: 'left-file', sequence: 7, file: { path: 'a.txt' } });
});

it('shows the first of many, and all when asked', async () => {
  const paths = Array.from({ length: 20 }, (_, index) => `file-${index}`);
  show(paths);
  expect(shown()).toHaveLength(13);
  await userEvent.click(screen.getByRole('button', { name: '8 more' }));
  expect(shown()).toEqual(paths);
});

it.each([
  [file('a.txt', 'text', 6), 'Hello.'],
  [file('c.bin', 'other', 2), 'This is neither a picture nor text'],
  [file('missing.txt', 'text', 2), 'The file could not be fetched. The line broke.'],
])('opens %o', async (one, words) => {
  engine.contents['c.bin'] = btoa('\0\0');
  render(<FileDialog run={SAMPLE_RUN} sequence={7} file={one} />);
  expect(await screen.findByText(words, { exact: false })).toBeTruthy();
  expect(screen.getByRole('dialog', { name: one.path })).toBeTruthy();
});
