import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import {
  type Attachment,
  ATTACHMENTS_LIMIT,
  PICTURE_LIMIT_BYTES,
  readAttachment,
} from '../../shared/chat/attachment.ts';
import { reasonOf } from '../file/read-team-file.ts';
import { UsageError } from './usage-error.ts';

/** Reads the files of `--attach`. @throws UsageError that names the file that cannot be attached, and why. */
export function readAttachments(paths: readonly string[]): Attachment[] {
  if (paths.length > ATTACHMENTS_LIMIT) {
    throw new UsageError(`--attach: ${paths.length} files are too many for one message; at most ${ATTACHMENTS_LIMIT}.`);
  }
  return paths.map((path) => {
    const read = readAttachment(basename(path), bytesOf(path));
    if ('problem' in read) throw new UsageError(`--attach ${path}: ${read.problem}`);
    return read;
  });
}

/** Not more than any attachment may have, and something that has an end. */
function bytesOf(path: string): Uint8Array {
  try {
    const found = statSync(path);
    if (!found.isFile()) throw new Error('It is no file.');
    return found.size > PICTURE_LIMIT_BYTES ? new Uint8Array(PICTURE_LIMIT_BYTES + 1) : readFileSync(path);
  } catch (error) {
    throw new UsageError(`--attach ${path}: ${reasonOf(error)}`);
  }
}
