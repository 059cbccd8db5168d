import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkImports } from '../scripts/check-imports.mjs';

const here = join(import.meta.dirname, '..');
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'imports-'));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.base.json', 'package.json']) {
    cpSync(join(here, file), join(root, file));
  }
  symlinkSync(join(here, 'node_modules'), join(root, 'node_modules'), 'junction');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function plant(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** The names of the broken rules, each once. */
async function brokenRules(files: Record<string, string>): Promise<string[]> {
  plant(files);
  const { problems } = await checkImports(root);
  return [...new Set(problems.map((problem) => problem.split(':')[0] ?? ''))].toSorted();
}

/** A file that imports another which exists. */
const importing = (from: string, to: string): Record<string, string> => ({
  [from]: `import { a } from '${'../'.repeat(from.split('/').length - 1)}${to}';\nexport const b = a;\n`,
  [to]: 'export const a = 1;\n',
});

/** A file that imports a package. */
const using = (from: string, name: string): Record<string, string> => ({ [from]: `import '${name}';\n` });

describe('the import rules', () => {
  it('find nothing where everybody keeps to their place', async () => {
    const files = {
      ...importing('main/agents/assistant.ts', 'main/models/model-client.ts'),
      ...importing('main/runs/effect-door.ts', 'main/storage/event-log.ts'),
      ...importing('renderer/store/editor.ts', 'shared/team/document.ts'),
      'shared/tool-code/tree.ts': "import type { File } from '@babel/types';\nexport type Tree = File;\n",
      ...using('main/storage/database.ts', 'better-sqlite3'),
      ...using('app/electron/main.ts', 'electron'),
    };
    expect(await brokenRules(files)).toEqual([]);
  });

  it.each([
    ['main/core/runtime.ts', 'main/agents/assistant.ts', 'main-core-knows-its-place'],
    ['main/models/openai.ts', 'main/tools/tool.ts', 'main-models-knows-its-place'],
    ['main/tools/tool.ts', 'main/agents/assistant.ts', 'main-tools-knows-its-place'],
    ['main/agents/assistant.ts', 'main/teams/round-robin.ts', 'main-agents-knows-its-place'],
    ['main/teams/round-robin.ts', 'main/storage/event-log.ts', 'main-teams-knows-its-place'],
    ['main/compiler/compile.ts', 'main/runs/run-service.ts', 'main-compiler-knows-its-place'],
    ['main/storage/event-log.ts', 'main/runs/run-service.ts', 'main-storage-knows-its-place'],
    ['main/runs/run-service.ts', 'main/rpc/router.ts', 'runs-know-no-rpc'],
    ['main/rpc/router.ts', 'app/cli/main.ts', 'main-knows-its-place'],
    ['renderer/store/editor.ts', 'main/core/runtime.ts', 'renderer-knows-its-place'],
    ['shared/team/document.ts', 'main/core/runtime.ts', 'shared-knows-its-place'],
    ['app/serve/host.ts', 'renderer/store/editor.ts', 'app-knows-its-place'],
    ['main/runs/run-service.ts', 'main/runs/owner.test.ts', 'product-knows-no-test-code'],
  ])('%s must not import %s', async (from, to, rule) => {
    expect(await brokenRules(importing(from, to))).toEqual([rule]);
  });

  it.each([
    ['main/rpc/router.ts', 'electron', ['electron-only-in-app-electron']],
    ['main/runs/owner.ts', 'better-sqlite3', ['sqlite-only-in-storage']],
    ['renderer/runs/timeline.ts', '@xyflow/react', ['react-flow-only-in-canvas']],
    ['main/runs/retry.ts', 'openai', ['network-packages-only-in-models']],
    ['main/runs/serve.ts', '@modelcontextprotocol/sdk/types.js', ['mcp-package-only-in-its-tools']],
    ['main/teams/swarm.ts', 'ws', ['behind-the-door-no-packages']],
    ['main/core/runtime.ts', 'node:fs', ['behind-the-door-no-packages']],
    ['main/core/digest.ts', 'node:fs', ['digest-only-hashes']],
    ['shared/json.ts', 'node:fs', ['shared-and-page-know-no-node']],
    ['renderer/store/editor.ts', 'node:path', ['shared-and-page-know-no-node']],
    ['shared/json.ts', 'ws', ['shared-knows-zod-and-the-contract']],
    ['shared/json.ts', '@babel/parser', ['shared-knows-zod-and-the-contract']],
    ['shared/json.ts', '@babel/types', ['product-needs-no-development-package']],
    ['main/rpc/router.ts', 'vitest', ['product-needs-no-development-package']],
    ['app/electron/preload.ts', 'node:fs', ['preload-is-small']],
    ['main/rpc/router.ts', './not-there.ts', ['everything-is-found']],
  ])('%s must not import %s', async (from, name, rules) => {
    expect(await brokenRules(using(from, name))).toEqual(rules);
  });

  it('find a cycle, even of nothing but types', async () => {
    const files = {
      'shared/team/node.ts': "import type { Edge } from './edge.ts';\nexport type Node = { edges: Edge[] };\n",
      'shared/team/edge.ts': "import type { Node } from './node.ts';\nexport type Edge = { source: Node };\n",
    };
    expect(await brokenRules(files)).toEqual(['no-cycles']);
  });

  it('see an import in a file with using declarations', async () => {
    plant(importing('main/core/runtime.ts', 'main/agents/assistant.ts'));
    plant({ 'main/core/runtime.ts': "await using a = await import('../agents/assistant.ts');\nexport const b = a;\n" });
    const { problems } = await checkImports(root);
    expect(problems).toEqual(['main-core-knows-its-place: main/core/runtime.ts -> main/agents/assistant.ts']);
  });

  it('say which file imports which', async () => {
    plant(importing('renderer/store/editor.ts', 'main/core/runtime.ts'));
    const { problems } = await checkImports(root);
    expect(problems).toEqual(['renderer-knows-its-place: renderer/store/editor.ts -> main/core/runtime.ts']);
  });

  it('fail on a source that was not read', async () => {
    plant(importing('main/core/runtime.ts', 'shared/json.ts'));
    const config = join(root, '.dependency-cruiser.cjs');
    writeFileSync(config, "module.exports = { forbidden: [], options: { exclude: { path: 'runtime' } } };\n");
    const { problems } = await checkImports(root);
    expect(problems).toContain('main/core/runtime.ts was not read, so nothing is known of its imports');
  });
});
