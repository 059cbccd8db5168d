import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../shared/ids.ts';
import { moveNode } from '../../shared/team/edit-document.ts';
import type { Chip } from './card.ts';
import { layoutChips, makeGeometry } from './geometry.ts';
import { CALCULATOR, drawTeam, ROUND_ROBIN } from './scene.fixture.ts';
import { makeScene } from './scene.ts';
import { makeRound, makeTrunk } from './trunk.ts';

const geometryOf = (
  document: ReturnType<typeof drawTeam>['document'],
  before: ReturnType<typeof makeGeometry> | null = null,
) => makeGeometry(makeScene(document, null), { layout: document.layout, before });

describe('sizes', () => {
  it('are those of what is on the card, and a team fits its members', () => {
    const { drawing, document, team, writer } = drawTeam();
    expect(geometryOf(document).get(team)).toEqual({ xPx: 0, yPx: 0, widthPx: 600, heightPx: 228 });
    drawing.wire(drawing.add(CALCULATOR), writer);
    expect(geometryOf(drawing.document).get(writer)).toMatchObject({ widthPx: 240, heightPx: 116 });
    expect(geometryOf(drawing.document).get(team)).toMatchObject({ heightPx: 252 });
  });

  it('grow with a member that is moved to the right or down', () => {
    const { document, team, critic } = drawTeam();
    const moved = moveNode(document, { node: critic, xPx: 480, yPx: 240 });
    expect(geometryOf(moved).get(team)).toMatchObject({ widthPx: 744, heightPx: 364 });
  });

  it('stand still while something is dragged', () => {
    const { document, team, critic } = drawTeam();
    const frozen = geometryOf(document);
    const moved = moveNode(document, { node: critic, xPx: 900 });
    const geometry = makeGeometry(makeScene(moved, null), { layout: moved.layout, before: null, frozen });
    expect(geometry.get(team)).toEqual(frozen.get(team));
    expect(geometry.get(critic)).toMatchObject({ xPx: 900 });
  });

  it('are the same objects where nothing changed', () => {
    const { document, writer, critic } = drawTeam();
    const before = geometryOf(document);
    const after = geometryOf(moveNode(document, { node: critic, xPx: 344 }), before);
    expect(after.get(writer)).toBe(before.get(writer));
    expect(after.get(critic)).not.toBe(before.get(critic));
  });

  it('line members up where a file says nothing of places', () => {
    const { document, writer, critic } = drawTeam();
    const geometry = geometryOf({ ...document, layout: {} });
    expect([geometry.get(writer), geometry.get(critic)]).toMatchObject([
      { xPx: 24, yPx: 104 },
      { xPx: 336, yPx: 104 },
    ]);
  });

  it('are smaller in a team within a team', () => {
    const { drawing, team, writer } = drawTeam();
    const inner = drawing.add(ROUND_ROBIN, { name: 'inner' });
    drawing.wire(inner, team);
    expect(geometryOf(drawing.document).get(inner)).toMatchObject({ widthPx: 552, heightPx: 144 });
    expect(geometryOf(drawing.document).get(writer)).toMatchObject({ heightPx: 92 });
  });
});

describe('chips', () => {
  const chips = (...labels: string[]): Chip[] =>
    labels.map((label) => ({ node: label as NodeId, label, shape: 'tool' }));
  const shown = (...labels: string[]) => {
    const { shown: kept, hidden, rows } = layoutChips(chips(...labels));
    return [kept.map(({ label }) => label), hidden, rows];
  };

  it('take one row, then two, then say how many more there are', () => {
    expect(shown('search')).toEqual([['search'], 0, 1]);
    expect(shown('search', 'fetch_page', 'archive')).toEqual([['search', 'fetch_page', 'archive'], 0, 2]);
    expect(shown('search', 'fetch_page', 'archive', 'calculator', 'clock')).toEqual([
      ['search', 'fetch_page', 'archive'],
      2,
      2,
    ]);
  });
});

describe('the trunk', () => {
  const rect = (xPx: number, yPx: number, widthPx = 240, heightPx = 92) => ({ xPx, yPx, widthPx, heightPx });
  const id = (name: string) => name as NodeId;

  it('has a branch to the side of each card that faces it, and joins what stands across it at the top', () => {
    const members = [
      { id: id('left'), rect: rect(24, 104) },
      { id: id('right'), rect: rect(336, 104) },
      { id: id('across'), rect: rect(24, 384, 552, 144) },
    ];
    expect(makeTrunk({ widthPx: 600, heightPx: 560, topPx: 76, members, hasReturn: false })).toEqual({
      branches: [
        { member: 'left', path: 'M264 150H288Q300 150 300 138V76', labelX: 282, labelY: 150 },
        { member: 'right', path: 'M336 150H312Q300 150 300 138V76', labelX: 318, labelY: 150 },
        { member: 'across', path: 'M300 384V76', labelX: 300, labelY: 360 },
      ],
      returnArrow: { x: 588, y: 318 },
      returnPath: null,
    });
  });

  it('goes back to the podium where the order goes round and round', () => {
    const members = [
      { id: id('a'), rect: rect(24, 104) },
      { id: id('b'), rect: rect(336, 104) },
    ];
    const { returnPath } = makeTrunk({ widthPx: 600, heightPx: 228, topPx: 76, members, hasReturn: true });
    expect(returnPath).toBe('M300 138V204Q300 216 312 216H576Q588 216 588 204V88Q588 76 576 76H300');
  });

  it('is arrows from one to the next in a nested team, and a line back', () => {
    const members = [
      { id: id('a'), rect: rect(12, 48, 240, 60) },
      { id: id('b'), rect: rect(300, 48, 240, 60) },
    ];
    expect(makeRound(members)).toEqual(['M252 78H298', 'M420 114V118Q420 126 412 126H140Q132 126 132 118V114']);
  });
});
