import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Packs } from '../../main/packs/packs.ts';
import type { CodeSettings } from '../../shared/settings/code-settings.ts';
import { projectRoot } from '../project-root.ts';
import { CodePlace } from './code-ports.ts';

const folder = mkdtempSync(join(tmpdir(), 'code-ports-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LOCAL = 'autogen_ext.code_executors.local.LocalCommandLineCodeExecutor';
const DOCKER = 'autogen_ext.code_executors.docker.DockerCommandLineCodeExecutor';
const JUPYTER = 'autogen_ext.code_executors.jupyter.JupyterCodeExecutor';
const SANDBOX = 'troupe.code_executors.SandboxCodeExecutor';

/** The risk of each executor, where nothing is installed. */
function risks(code: CodeSettings): Record<string, string | undefined> {
  const packs = new Packs({ sources: join(projectRoot(), 'resources', 'packs'), folder });
  const blobs = { put: () => Promise.reject(new Error()) as never, get: () => undefined };
  const place = new CodePlace({ packs, settings: () => code });
  const { createCodeExecutor } = place.portsOfAgent((memoryMb) => place.session(memoryMb), blobs);
  const risk = (provider: string): string | undefined => createCodeExecutor?.({ provider, config: {} }).risk;
  return { local: risk(LOCAL), docker: risk(DOCKER), jupyter: risk(JUPYTER), sandbox: risk(SANDBOX) };
}

it('runs all code in the sandbox, whatever a design names', () => {
  expect(risks({ local: 'sandbox', container: 'sandbox' })).toEqual({
    local: 'sandboxed',
    docker: 'sandboxed',
    jupyter: 'sandboxed',
    sandbox: 'sandboxed',
  });
});

it('lets out what a person has chosen to let out, as a risk that is asked about', () => {
  expect(risks({ local: 'process', container: 'sandbox' })).toMatchObject({ local: 'execute', docker: 'sandboxed' });
  expect(risks({ local: 'sandbox', container: 'docker' })).toMatchObject({ local: 'sandboxed', docker: 'execute' });
  expect(risks({ local: 'process', container: 'docker' })).toMatchObject({
    jupyter: 'sandboxed',
    sandbox: 'sandboxed',
  });
});
