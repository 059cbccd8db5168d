import { checkFile } from '../../main/compiler/check-file.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { InvalidFileError, issueLine } from '../file/invalid-file-error.ts';
import { readTeamFile } from '../file/read-team-file.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';

/** `troupe validate FILE`: says what is wrong with a file, and what an import would change. Keeps and runs nothing. */
export async function validate({ file, json }: { readonly file: string; readonly json: boolean }): Promise<ExitStatus> {
  const issues = issuesOf(file);
  const isValid = !issues.some(({ severity }) => severity === 'error');
  if (json) {
    process.stdout.write(`${JSON.stringify({ valid: isValid, issues }, null, 2)}\n`);
  } else {
    const lines = issues.map((issue) => `${WORDS[issue.severity]}: ${issueLine(file, issue)}\n`);
    (isValid ? process.stdout : process.stderr).write(lines.join(''));
    if (isValid) process.stdout.write(`${file} is valid.\n`);
  }
  return isValid ? EXIT.finished : EXIT.invalid;
}

const WORDS: Record<Issue['severity'], string> = { error: 'Error', warning: 'Warning', note: 'Note' };

function issuesOf(file: string): readonly Issue[] {
  try {
    return checkFile(readTeamFile(file));
  } catch (error) {
    if (error instanceof InvalidFileError) return error.issues;
    throw error;
  }
}
