import { mkdir, readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { failureText } from '../../shared/failure.ts';
import type { RunId } from '../../shared/ids.ts';
import { sizeWords } from '../../shared/size-words.ts';
import type { KeptFile, RunFiles } from '../../main/runs/run-files.ts';
import { closing } from '../../main/tools/files/on-workspace.ts';
import { pathProblem } from '../../main/tools/files/path-problem.ts';
import { Workspace } from '../../main/tools/files/workspace.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { UsageError } from './usage-error.ts';

/** The files that code of a run left, by agent, one a line. */
export function* fileLines(files: RunFiles, run: RunId): Generator<string> {
  let count = 0;
  for (const file of files.kept(run)) {
    count += 1;
    const { content } = file;
    yield `${visible(placeOf(file))}  ${content === undefined ? 'not here any more' : sizeWords(content.length)}`;
  }
  if (count === 0) yield 'The code of this run left no files.';
}

/**
 * Writes them into a folder, which is made or empty, one folder an agent. Names come from a log: one that leads anywhere
 * else, or that no file can have everywhere, is told and left out.
 * @throws UsageError where the folder cannot be used
 */
export async function saveFiles(files: Iterable<KeptFile>, folder: string): Promise<ExitStatus> {
  await makeEmpty(folder);
  const workspace = new Workspace(resolve(folder));
  let isWhole = true;
  for (const file of files) {
    const name = placeOf(file);
    const problem = await save(workspace, file);
    if (problem === undefined) process.stdout.write(`${visible(name)}\n`);
    else process.stderr.write(`${visible(problem)}\n`);
    isWhole &&= problem === undefined;
  }
  return isWhole ? EXIT.finished : EXIT.failed;
}

/** What went wrong, in words; undefined where it is written. */
async function save(workspace: Workspace, file: KeptFile): Promise<string | undefined> {
  const [name, { content }] = [placeOf(file), file];
  const outside = pathProblem(file.path) ?? pathProblem(file.owner);
  if (outside !== undefined) return `"${name}" was not written: ${outside}.`;
  if (content === undefined) return `"${name}" was not written: its content is not here any more.`;
  try {
    await closing(workspace.openToWrite(name), async (handle) => {
      // Where letters of both cases are one, a second file would take the place of the first.
      if ((await handle.stat()).size > 0) throw new Error('another file has this name already');
      await handle.writeFile(content);
    });
    return undefined;
  } catch (error) {
    return `"${name}" was not written. ${failureText(error)}`;
  }
}

async function makeEmpty(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    if ((await readdir(folder)).length === 0) return;
  } catch (error) {
    throw new UsageError(`"${folder}" cannot be used as the folder: ${failureText(error)}.`, { cause: error });
  }
  throw new UsageError(`"${folder}" is not empty. Name a new or an empty folder: nothing is written over.`);
}

function placeOf({ owner, path }: Pick<KeptFile, 'owner' | 'path'>): string {
  return `${owner}/${path}`;
}

/** A name is no way to write to the terminal but as letters. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16) ?? ''}}`);
}
