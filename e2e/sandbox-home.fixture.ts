import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { test } from '@playwright/test';
import { obtainSandbox } from '../app/engine/real-sandbox.fixture.ts';

/** A home folder with what stands in npm's place: it "installs" the sandbox that was installed once. For the tests of one file. */
export function sandboxHome(): { readonly HOME: string; readonly PATH: string } {
  const home = mkdtempSync(join(tmpdir(), 'troupe-npm-'));
  test.beforeAll(async () => {
    test.setTimeout(300_000);
    const { pyodide } = await obtainSandbox();
    writeFileSync(join(home, 'npm'), `#!/bin/sh\nln -s '${dirname(dirname(pyodide))}' node_modules\n`);
    chmodSync(join(home, 'npm'), 0o755);
  });
  test.afterAll(() => rmSync(home, { recursive: true }));
  return { HOME: home, PATH: `${home}${delimiter}${process.env['PATH'] ?? ''}` };
}
