import { checkFile } from '../../main/compiler/check-file.ts';
import { compile, type Compiled } from '../../main/compiler/compile.ts';
import type { KeepSecret } from '../../main/compiler/secrets.ts';
import { toDrawings } from '../../main/rpc/to-drawings.ts';
import { InvalidFileError, issueLine } from '../file/invalid-file-error.ts';
import { readTeamFile } from '../file/read-team-file.ts';

export interface FilePlan {
  readonly plan: Extract<Compiled, { ok: true }>['plan'];
  readonly title: string;
}

/**
 * The plan of the team in a file. What an import changed and what a check warns of is said on standard error.
 * @throws InvalidFileError
 */
export function planFromFile(file: string, keepSecret: KeepSecret): FilePlan {
  const content = readTeamFile(file);
  // Of a gallery only the first team is run: what is wrong with the others is no matter here.
  const issues = content.kind === 'gallery' ? [] : checkFile(content);
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new InvalidFileError(file, errors);
  const { drawings, notes } = toDrawings(content, { fileName: file, keepSecret });
  const [document] = drawings;
  if (document === undefined) throw new Error(`"${file}" was read and holds nothing.`); // such files are refused
  const compiled = compile(document);
  if (!compiled.ok) throw new InvalidFileError(file, compiled.issues);
  for (const note of notes) process.stderr.write(`Note: ${issueLine(file, note)}\n`);
  for (const issue of issues) {
    if (issue.severity === 'warning') process.stderr.write(`Warning: ${issueLine(file, issue)}\n`);
  }
  return { plan: compiled.plan, title: document.name };
}
