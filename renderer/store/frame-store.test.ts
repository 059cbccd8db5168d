import { expect, it } from 'vitest';
import { createFrameStore } from './frame-store.ts';

function storage(text: string | null = null) {
  let kept = text;
  return { getItem: () => kept, setItem: (_key: string, value: string) => void (kept = value) };
}

it('remembers panes and sizes from one visit to the next', () => {
  const kept = storage();
  const first = createFrameStore(kept);
  first.getState().toggleLeft('outline');
  first.getState().resize({ leftPx: 250 });
  first.getState().showDock('problems');
  expect(createFrameStore(kept).getState()).toMatchObject({
    leftView: 'outline',
    isDockOpen: true,
    sizes: { leftPx: 250, inspectorPx: 360, runPx: 580, dockPx: 280 },
  });
});

it('folds a pane when its view is asked for again', () => {
  const { getState } = createFrameStore(storage());
  getState().toggleLeft('parts');
  expect(getState().leftView).toBeNull();
});

it('gives the run its room, and the panes back afterwards; the visit after next knows nothing of the run', () => {
  const kept = storage();
  const { getState } = createFrameStore(kept);
  getState().toggleRight();
  getState().makeRoomForRun();
  getState().makeRoomForRun();
  expect(getState()).toMatchObject({ leftView: null, isRightOpen: true, rightView: 'run' });
  expect(createFrameStore(kept).getState()).toMatchObject({ leftView: 'parts', isRightOpen: false });
  getState().giveRoomBack();
  expect(getState()).toMatchObject({ leftView: 'parts', isRightOpen: false, rightView: 'inspector' });
});

it.each(['not JSON', '{"leftView": 7, "sizes": {"leftPx": "wide"}}'])(
  'begins anew when what was kept is broken: %s',
  (text) => {
    expect(createFrameStore(storage(text)).getState()).toMatchObject({
      leftView: 'parts',
      sizes: { leftPx: 216, inspectorPx: 360, runPx: 580, dockPx: 280 },
    });
  },
);
