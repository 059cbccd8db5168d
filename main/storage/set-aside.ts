import { existsSync, renameSync } from 'node:fs';

const PARTS = ['', '-wal', '-shm'];

/**
 * Renames a damaged database, with the files that belong to it, to `<file>.corrupt-<n>`, so that a new one can take its
 * place. Gives back the new name. Only for a user who asked for it, and while nobody has the database open.
 */
export function setAside(file: string): string {
  let number = 1;
  while (PARTS.some((part) => existsSync(`${file}.corrupt-${number}${part}`))) number += 1;
  const target = `${file}.corrupt-${number}`;
  for (const part of PARTS) {
    if (existsSync(`${file}${part}`)) renameSync(`${file}${part}`, `${target}${part}`);
  }
  return target;
}
