import { expect, it } from 'vitest';
import { teamFilesIn } from './team-files.ts';

it('finds the files that were passed, and none of the switches around them', () => {
  const args = ['/opt/troupe', '--data', '/d', '--log=x.json', 'mine.team.json', '/abs/other.JSON', '.'];
  expect(teamFilesIn(args, '/work')).toEqual(['/work/mine.team.json', '/abs/other.JSON']);
});
