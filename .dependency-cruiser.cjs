// Who may know whom (docs/architecture.md, section 2). scripts/check-imports.mjs runs it.
const OURS = '^(app|bench|bin|e2e|main|renderer|scripts|shared|test)/';
/** Code of tests: it may lie beside the product but is no part of it. */
const TEST_CODE = [
  '\\.(test|conformance|fixture)\\.tsx?$',
  '(^|/)fake-[^/]+\\.ts$',
  '^main/runs/crash/',
  '^main/models/contract/',
  '^main/runs/faults/',
  '^main/storage/open-temporary\\.ts$',
  '^(bench|e2e|scripts|test)/',
];
const PRODUCT = '^(app|main|renderer|shared)/';
const NETWORK_PACKAGES = '(^|/)node_modules/(openai|@anthropic-ai/sdk|ollama|@google/genai)/';

/** A folder imports nothing of ours but what is listed. */
const only = (folder, known) => ({
  name: `${folder.replaceAll('/', '-')}-knows-its-place`,
  comment: `${folder} may import only ${known.join(', ')}`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: { path: OURS, pathNot: `^(${known.join('|')})/` },
});

/** What some folders must not import. */
const never = (name, { from, fromNot, to, comment }) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, ...(fromNot && { pathNot: fromNot }) },
  to,
});

const PARTS = ['main/core', 'main/models', 'main/tools', 'main/sandbox', 'main/memory', 'shared'];

module.exports = {
  forbidden: [
    only('shared', ['shared']),
    only('renderer', ['renderer', 'shared']),
    only('main', ['main', 'shared']),
    only('app', ['app', 'main', 'shared']),
    only('main/core', ['main/core', 'shared']),
    only('main/models', ['main/models', 'main/core', 'shared']),
    only('main/jobs', ['main/jobs', 'shared']),
    only('main/local-models', ['main/local-models', 'main/models', 'main/jobs', 'shared']),
    never('main-memory-knows-its-place', {
      comment: 'its tests work on a real database',
      from: '^main/memory/',
      fromNot: TEST_CODE,
      to: { path: OURS, pathNot: '^(main/(memory|core)|shared)/' },
    }),
    never('main-indexing-knows-its-place', {
      comment: 'its tests work on a real database',
      from: '^main/indexing/',
      fromNot: TEST_CODE,
      to: { path: OURS, pathNot: '^(main/(indexing|memory|jobs|core)|shared)/' },
    }),
    only('main/packs', ['main/packs', 'main/jobs', 'shared']),
    only('main/prices', ['main/prices', 'main/core', 'shared']),
    only('main/tools', ['main/tools', 'main/core', 'shared']),
    only('main/sandbox', ['main/sandbox', 'main/core', 'shared']),
    only('main/agents', ['main/agents', ...PARTS]),
    only('main/teams', ['main/teams', 'main/core', 'shared']),
    only('main/compiler', ['main/compiler', 'main/agents', 'main/teams', ...PARTS]),
    only('main/storage', ['main/storage', 'main/core', 'shared']),
    only('main/traces', ['main/traces', 'main/core', 'shared']),
    only('main/secrets', ['main/secrets', 'main/models', 'main/core', 'shared']),
    never('runs-know-no-rpc', { from: '^main/runs/', to: { path: '^main/rpc/' } }),
    never('electron-only-in-app-electron', {
      from: PRODUCT,
      fromNot: ['^app/electron/'],
      to: { path: '(^|/)node_modules/electron/|^electron$' },
    }),
    never('preload-is-small', {
      comment: 'the preload runs in the sandbox: electron and shared only',
      from: '^app/electron/preload',
      to: { pathNot: '^(app/electron/preload|shared/)|node_modules/(electron|zod)/|^electron$' },
    }),
    never('sqlite-only-in-storage', {
      from: PRODUCT,
      fromNot: ['^main/storage/'],
      to: { path: 'node_modules/(@types/)?better-sqlite3/' },
    }),
    never('react-flow-only-in-canvas', {
      from: PRODUCT,
      fromNot: ['^renderer/(canvas|nodes)/'],
      to: { path: 'node_modules/@xyflow/' },
    }),
    never('network-packages-only-in-models', {
      from: PRODUCT,
      fromNot: ['^main/models/'],
      to: { path: NETWORK_PACKAGES },
    }),
    never('mcp-package-only-in-its-tools', {
      from: PRODUCT,
      fromNot: ['^main/tools/mcp/'],
      to: { path: 'node_modules/@modelcontextprotocol/' },
    }),
    never('price-package-only-in-prices', {
      from: PRODUCT,
      fromNot: ['^main/prices/'],
      to: { path: 'node_modules/@pydantic/genai-prices/' },
    }),
    never('shared-and-page-know-no-node', {
      comment: 'shared is plain JavaScript, the page plain browser',
      from: '^(shared|renderer)/',
      fromNot: ['\\.test\\.tsx?$'],
      to: { dependencyTypes: ['core'] },
    }),
    never('shared-knows-zod-and-the-contract', {
      from: '^shared/',
      fromNot: ['\\.(test|fixture)\\.ts$'],
      to: {
        // Types of a syntax tree, which are gone when it runs: the parser is brought by who reads code.
        pathNot: `${OURS}|node_modules/(zod|@orpc/contract|@babel/types)/`,
        dependencyTypesNot: ['core'],
      },
    }),
    never('behind-the-door-no-packages', {
      comment: 'architecture 6: what these folders reach of the world goes through the door',
      from: '^main/(core|agents|teams|memory|tools)/',
      fromNot: [...TEST_CODE, '^main/tools/(mcp|http|files)/', '^main/memory/servers/', '^main/core/digest\\.ts$'],
      to: { pathNot: '^(main|shared)/|node_modules/(zod|re2js)/' },
    }),
    never('digest-only-hashes', {
      comment: 'a hash is pure, the rest of the crypto module is not: only this file may use it',
      from: '^main/core/digest\\.ts$',
      to: { pathNot: '^(main|shared)/|^(node:)?crypto$' },
    }),
    never('product-needs-no-development-package', {
      comment: 'what runs outside the page is shipped with "dependencies" only; vite serves npm run dev',
      from: '^(app|main|shared)/',
      fromNot: TEST_CODE,
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '(^|/)node_modules/(electron|vite|@types/[^/]+)/',
      },
    }),
    never('product-knows-no-test-code', { from: PRODUCT, fromNot: TEST_CODE, to: { path: TEST_CODE } }),
    never('everything-is-found', { from: '', to: { couldNotResolve: true } }),
    never('no-cycles', { comment: 'not even of types', from: '', to: { circular: true } }),
  ],
  options: {
    // TypeScript 7 has no interface this tool knows: with its default parser it would read nothing and say all is well.
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
