import * as z from 'zod';
import type { Tool, ToolResult } from './tool.ts';

const Arguments = z.object({ time_zone: z.string().nullish() });

/**
 * Tells date and time. `nowMs` reads the clock, in milliseconds since the Unix epoch: it is given in, because tools have
 * no clock of their own.
 */
export function createCurrentTime(nowMs: () => number): Tool {
  return {
    schema: {
      name: 'current_time',
      description: 'Tells the current date, time and day of the week.',
      parameters: {
        type: 'object',
        properties: {
          time_zone: {
            type: 'string',
            description: 'IANA name, for example Europe/Berlin or UTC. Left out: the time zone of the user.',
          },
        },
        required: [],
        additionalProperties: false,
      },
      strict: false,
    },
    risk: 'none',
    async run(args) {
      const parsed = Arguments.safeParse(args);
      if (!parsed.success) return { content: 'Error: "time_zone" must be a text.', isError: true };
      return tell(nowMs(), parsed.data.time_zone?.trim() || undefined);
    },
  };
}

function tell(timeMs: number, timeZone: string | undefined): ToolResult {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-GB', { ...FIELDS, timeZone });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { content: `Error: "${timeZone}" is no IANA time zone, such as Europe/Berlin or UTC.`, isError: true };
  }
  const parts = Object.fromEntries(format.formatToParts(timeMs).map(({ type, value }) => [type, value]));
  const day = `${parts['weekday']}, ${parts['year']}-${parts['month']}-${parts['day']}`;
  const time = `${parts['hour']}:${parts['minute']}:${parts['second']}`;
  const offset = parts['timeZoneName']?.replace(/^GMT/, 'UTC').replace(/^UTC$/, 'UTC+00:00');
  return { content: `${day} ${time} ${timeZone ?? format.resolvedOptions().timeZone} (${offset})`, isError: false };
}

const FIELDS: Intl.DateTimeFormatOptions = {
  weekday: 'long',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'longOffset',
};
