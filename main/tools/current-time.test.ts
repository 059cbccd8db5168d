import { describe, expect, it } from 'vitest';
import { createCurrentTime } from './current-time.ts';
import { neverAborted } from './tool-context.fixture.ts';

const tool = createCurrentTime(() => Date.UTC(2026, 10, 22, 23, 5, 9));

describe('current_time', () => {
  it.each([
    ['UTC', 'Sunday, 2026-11-22 23:05:09 UTC (UTC+00:00)'],
    ['Europe/Berlin', 'Monday, 2026-11-23 00:05:09 Europe/Berlin (UTC+01:00)'],
    ['Asia/Kolkata', 'Monday, 2026-11-23 04:35:09 Asia/Kolkata (UTC+05:30)'],
  ])('tells the time in %s', async (time_zone, content) => {
    expect(await tool.run({ time_zone }, neverAborted)).toEqual({ content, isError: false });
  });

  it.each([{}, { time_zone: null }, { time_zone: ' ' }])('tells the time of this machine with %j', async (args) => {
    expect(await tool.run(args, neverAborted)).toMatchObject({ isError: false });
  });

  it.each([
    [{ time_zone: 'Mars/Olympus' }, 'Error: "Mars/Olympus" is no IANA time zone, such as Europe/Berlin or UTC.'],
    [{ time_zone: 7 }, 'Error: "time_zone" must be a text.'],
  ])('says what is wrong with %j', async (args, content) => {
    expect(await tool.run(args, neverAborted)).toEqual({ content, isError: true });
  });
});
