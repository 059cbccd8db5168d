import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const PinnedPackage = z.object({
  dependencies: z.record(z.string(), z.string()),
  pack: z.object({
    title: z.string(),
    summary: z.string(),
    /** What is used of it, by name: paths from the folder of the install. Of several the one for this machine is there. */
    parts: z.record(z.string(), z.array(z.string()).min(1)),
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
  /** Versions of its packages, joined by `-`: the name of its folder. */
  readonly version: string;
  /** The same for people: `0.2.0`, or `deno 2.9.6, pyodide 314.0.7` where they differ. */
  readonly versionWords: string;
  /** What is used of it: by name the paths where it may stand, from the folder in which the pack was installed. */
  readonly parts: Readonly<Record<string, readonly string[]>>;
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
  const versions = Object.values(dependencies);
  return { id, folder, ...pack, version: versions.join('-'), versionWords: wordsOf(dependencies) };
}

function wordsOf(dependencies: Readonly<Record<string, string>>): string {
  const different = new Set(Object.values(dependencies));
  if (different.size === 1) return [...different].join('');
  return Object.entries(dependencies)
    .map((named) => named.join(' '))
    .join(', ');
}
