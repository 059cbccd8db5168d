import { isAbsolute, resolve } from 'node:path';

/** The team files among the arguments that a second start hands over, as absolute paths. */
export function teamFilesIn(args: readonly string[], workingFolder: string): string[] {
  return args
    .filter((arg) => /\.json$/i.test(arg) && !arg.startsWith('-'))
    .map((arg) => (isAbsolute(arg) ? arg : resolve(workingFolder, arg)));
}
