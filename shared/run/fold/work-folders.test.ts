import { expect, it } from 'vitest';
import { modelEnd, sampleEvents } from './sample-run.ts';
import { applyFolderEvent, NO_FOLDERS, type WorkFolders } from './work-folders.ts';

const [one, other] = ['1'.repeat(43), '2'.repeat(43)];
const step = (path: string, files: object, kind = 'code'): object =>
  modelEnd(path, { kind, usage: undefined, outcome: { files } });
const inShort = ({ folders }: WorkFolders): unknown =>
  Object.fromEntries(
    [...folders].map(([owner, files]) => [
      owner,
      [...files.values()].map(({ path, sequence }) => `${path} of ${sequence}`),
    ]),
  );

it('folds outcomes to the folders of agents, in whatever turn and call they were left', () => {
  const events = sampleEvents([
    step('turn/1/coder/call:0', { a: one, b: one }, 'tool'),
    step('turn/2/runner', { a: other }),
    modelEnd('turn/3/coder'),
    step('turn/4/coder/call:1', { b: null, c: one }, 'tool'),
    step('turn/5/boss/call:0/turn/1/coder', { a: one }),
    step('turn/6/coder', { a: 'no hash' }),
  ]);
  const folded = events.reduce(applyFolderEvent, NO_FOLDERS);
  expect(inShort(folded)).toEqual({ coder: ['a of 1', 'c of 4'], runner: ['a of 2'], 'boss/coder': ['a of 5'] });
  expect(events.reduce(applyFolderEvent, folded)).toBe(folded);
});
