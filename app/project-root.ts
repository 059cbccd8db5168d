import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder with Troupe's package.json, `resources/` and `dist/`. Found by looking upwards, because this file stands at
 * different depths as a source, in a bundle and in a packed application.
 * @throws Error when Troupe's files were moved apart.
 */
export function projectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`Troupe's package.json is not above ${import.meta.dirname}.`);
    folder = parent;
  }
  return folder;
}
