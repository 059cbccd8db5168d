import { exportText } from '../../main/rpc/export-text.ts';
import { toDrawings } from '../../main/rpc/to-drawings.ts';
import { InvalidFileError, issueLine } from '../file/invalid-file-error.ts';
import { readTeamFile } from '../file/read-team-file.ts';
import { writeUserFile } from '../file/write-user-file.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import type { ExportCommand } from './parse-command.ts';

/** `troupe export FILE --to autogen|document`: what the file holds, in the other form. Keys never leave. */
export async function exportFile({ file, to, out, repair }: ExportCommand): Promise<ExitStatus> {
  const { drawings, notes } = toDrawings(readTeamFile(file), { fileName: file, keepSecret: ({ field }) => field });
  const [document] = drawings;
  if (document === undefined) throw new Error(`"${file}" was read and holds nothing.`); // such files are refused
  const exported = exportText(document, { to, repair });
  if (!exported.ok) throw new InvalidFileError(file, exported.issues);
  for (const note of [...notes, ...exported.notes]) process.stderr.write(`Note: ${issueLine(file, note)}\n`);
  if (out === undefined) process.stdout.write(exported.text);
  else writeUserFile(out, exported.text);
  return EXIT.finished;
}
