import { AppError } from '../../shared/failure.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { terminalText } from '../../shared/visible-text.ts';

/** A file that cannot be used. The message names each problem with its JSON path. */
export class InvalidFileError extends AppError {
  readonly code = 'invalid-file';
  readonly issues: readonly Issue[];

  constructor(file: string, issues: readonly Issue[]) {
    super(issues.map((issue) => issueLine(file, issue)).join('\n'), { details: { file, issues } });
    this.issues = issues;
  }
}

/** One issue in one line: `team.json: $.config.name: The name is used twice.` */
export function issueLine(file: string, { path, message, fix }: Issue): string {
  const place = path === '' ? file : `${file}: ${path}`;
  return terminalText(`${place}: ${message}${fix === undefined ? '' : ` (${fix})`}`);
}
