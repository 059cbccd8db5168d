/** Names that are devices on Windows, in every folder and with every ending. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?$/i;
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;
const LONGEST = 1024;

/**
 * Why a path cannot be one inside of a folder, in words; undefined where it can be. The same on every system, so that a team
 * runs alike everywhere. Links are looked at when the path is opened.
 */
export function pathProblem(path: string): string | undefined {
  if (path.length > LONGEST) return 'the path is too long';
  if (CONTROL.test(path)) return 'the path holds characters that cannot be seen';
  if (/^([/\\~]|[a-z]:)/i.test(path))
    return 'only paths inside the workspace folder can be used, without a leading slash, drive or ~';
  if (path.includes('\\')) return 'folders are divided by "/"';
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  for (const part of parts) {
    if (part === '..') return '".." would leave the workspace folder';
    if (part.includes(':')) return `"${part}" is no name of a file: it holds ":"`;
    if (/[. ]$/.test(part)) return `"${part}" is no name of a file: it ends with a dot or a space`;
    if (DEVICE.test(part)) return `"${part}" is the name of a device`;
  }
  return undefined;
}
