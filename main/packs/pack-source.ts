import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const PinnedPackage = z.object({
  dependencies: z.record(z.string(), z.string()),
  pack: z.object({
    title: z.string(),
    summary: z.string(),
    /** The one package that is used; the others are what it needs. */
    package: z.string(),
    /** Its entry, a path inside of it. */
    entry: z.string(),
    /** About how much room all of it takes. */
    bytes: z.number().int().positive(),
  }),
});

/** A pack as it comes with Troupe: a package.json, and a lock.json that pins every package by its hash. */
export interface PackSource {
  readonly id: string;
  readonly folder: string;
  readonly title: string;
  readonly summary: string;
  readonly version: string;
  /** Path of what is imported, from the folder in which the pack was installed. */
  readonly entry: string;
  readonly bytes: number;
}

/** All packs of a folder. Read when they are asked for: no run without one waits for this. */
export function readPackSources(folder: string): PackSource[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => readSource(name, join(folder, name)))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function readSource(id: string, folder: string): PackSource {
  const { pack, dependencies } = PinnedPackage.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const { title, summary, bytes } = pack;
  const version = dependencies[pack.package];
  if (version === undefined) throw new Error(`The pack ${id} does not depend on ${pack.package}.`);
  return { id, folder, title, summary, bytes, version, entry: join('node_modules', pack.package, pack.entry) };
}
