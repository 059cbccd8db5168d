import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { importTeamFile } from '../file/import-team-file.ts';
import { readTeamFile } from '../file/read-team-file.ts';
import { projectRoot } from '../project-root.ts';
import { findElectron, hasDisplay } from './electron-binary.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import type { Command } from './parse-command.ts';
import { serve } from './serve-command.ts';
import { UsageError } from './usage-error.ts';

/** `troupe [FILE]`: the desktop window where there is one, else the browser. */
export async function open(command: Extract<Command, { type: 'open' }>): Promise<ExitStatus> {
  const { file, data, port } = command;
  if (file !== undefined && !existsSync(file)) throw new UsageError(`"${file}" is neither a command nor a file.`);
  if (file !== undefined) readTeamFile(file); // what is wrong with it is said here, where it was named
  const electron = port === undefined && hasDisplay() ? findElectron(projectRoot()) : undefined;
  if (electron !== undefined) return openWindow(electron, { file, data });
  return serve(command, ({ engine }) => (file === undefined ? undefined : importTeamFile(engine, file)));
}

async function openWindow(
  electron: string,
  { file, data }: { readonly file: string | undefined; readonly data: string | undefined },
): Promise<ExitStatus> {
  const env = { ...process.env };
  delete env['ELECTRON_RUN_AS_NODE']; // set inside editors that are built on Electron; no window would open
  const args = [
    ...(data === undefined ? [] : ['--data', resolve(data)]),
    ...(file === undefined ? [] : [resolve(file)]),
  ];
  const child = spawn(electron, [projectRoot(), ...args], { stdio: 'inherit', env });
  const [status] = (await once(child, 'exit')) as [number | null];
  return status === 0 ? EXIT.finished : EXIT.failed;
}
