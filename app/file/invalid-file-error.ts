import { AppError } from '../../shared/failure.ts';
import type { Issue } from '../../shared/team/issue.ts';

/** A file that cannot be used. The message names each problem with its JSON path. */
export class InvalidFileError extends AppError {
  readonly code = 'invalid-file';
  readonly issues: readonly Issue[];

  constructor(file: string, issues: readonly Issue[]) {
    super(issues.map((issue) => `${file}: ${issueLine(issue)}`).join('\n'), { details: { file, issues } });
    this.issues = issues;
  }
}

/** One issue in one line: `$.config.name: The name is used twice.` */
export function issueLine({ path, message, fix }: Issue): string {
  return `${path}: ${message}${fix === undefined ? '' : ` (${fix})`}`;
}
