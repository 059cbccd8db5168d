import { SandboxFile } from './sandbox-messages.ts';

const MARK = '# filename:';

/**
 * The file that a block wants to be while the blocks beside it run, so that these can import it: named in its first line.
 * Null: a place that is not in the work folder. Undefined: none is named. (AutoGen: get_file_name_from_content)
 */
export function blockFile(code: string): string | null | undefined {
  const [first = ''] = code.split('\n', 1);
  if (!first.startsWith(MARK)) return undefined;
  const path = first.slice(MARK.length).split(':', 1)[0]?.trim() ?? '';
  return SandboxFile.shape.path.safeParse(path).success ? path : null;
}

/** Like AutoGen's. */
export const NOT_IN_FOLDER = 'Filename is not in the workspace';
