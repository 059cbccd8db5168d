import type { LoadCase } from './load-cases.ts';
import type { Verdict } from './verdict.ts';

interface Loaded {
  readonly name: string;
  readonly problem: string | null;
}

/** What needs a package that is not installed for this comparison, and its name. Anything else has to load. */
const NEEDS_PACKAGE: Readonly<Record<string, string>> = {
  azure: 'azure',
  'default_gallery components.agents.1': 'playwright',
  'default_gallery components.models.3': 'azure',
  'default_gallery components.tools.2': 'html2text',
  'default_gallery components.tools.3': 'httpx',
  'default_gallery components.tools.4': 'httpx',
  'default_gallery components.teams.2': 'playwright',
  'default_gallery components.teams.3': 'httpx',
  'default_gallery components.workbenches.0': 'html2text',
  'default_gallery components.workbenches.1': 'mcp',
  'default_gallery components.workbenches.2': 'mcp',
};

/** Everything has to load, but for what needs a package that is not there. */
export function judgeLoads(cases: readonly LoadCase[], loaded: readonly Loaded[]): Verdict[] {
  return cases.map(({ group, name }, index): Verdict => {
    const problem = loaded[index]?.name === name ? loaded[index].problem : 'load.py did not come to it';
    const isExcused =
      problem?.startsWith('ModuleNotFoundError: ') && problem.includes(NEEDS_PACKAGE[name] ?? problem + '.');
    return { group, name, problems: problem === null || isExcused ? [] : [problem] };
  });
}
