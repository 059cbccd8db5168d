import type { ComponentDefinition, PaletteGroup } from '../../shared/component/definition.ts';
import { offeredParts } from '../../shared/component/model-presets.ts';
import type { ProviderStatus } from '../../shared/rpc/app-contract.ts';
import type { PartOffer } from '../store/kept-parts.ts';

/** A part as the palette shows it. */
export interface Part extends PartOffer {
  /** One badge at most, the one that matters first. */
  readonly badge: { readonly words: string; readonly tone: 'warn' | 'plain'; readonly why: string } | null;
}

export interface PartGroup {
  readonly title: string;
  readonly parts: readonly Part[];
}

const GROUPS: readonly { readonly group: PaletteGroup; readonly title: string }[] = [
  { group: 'agents', title: 'Agents' },
  { group: 'teams', title: 'Teams' },
  { group: 'tools', title: 'Tools' },
  { group: 'models', title: 'Models' },
  { group: 'memory', title: 'Memory' },
  { group: 'stop-rules', title: 'Stop rules' },
  { group: 'parts', title: 'Other parts' },
];

/** Title of the group of the user's own parts. */
export const YOURS = 'Yours';

/** Words by which people look for a part that does not bear them in its name. */
const SYNONYMS: Readonly<Record<string, string>> = {
  Assistant: 'agent llm bot',
  Human: 'user proxy person input',
  'Round robin': 'team group chat turns',
  Selector: 'team group chat manager',
  'Graph flow': 'team workflow dag',
  OpenAI: 'gpt llm',
  'OpenAI Responses': 'gpt reasoning llm',
  DashScope: 'qwen alibaba llm',
  Gemini: 'google llm',
  Anthropic: 'claude llm',
  Ollama: 'local llama llm',
  Scripted: 'mock fake replay test',
  'Answer cache': 'remember memoize free',
  Fallback: 'backup else chain retry failover',
  'Words said': 'termination text mention',
  'Most messages': 'termination max limit',
  'Python tool': 'function code',
  'HTTP request': 'web api rest',
};

const RUNS_CODE: ReadonlySet<string> = new Set([
  'FunctionTool',
  'JavaScriptTool',
  'PythonCodeExecutionTool',
  'CodeExecutorAgent',
]);

export interface PartQuery {
  readonly search: string;
  /** True: also what Run still refuses. A search always finds it. */
  readonly withComing: boolean;
  readonly providers: readonly ProviderStatus[] | null;
  /** The user's own parts. */
  readonly kept: readonly PartOffer[];
}

/** The parts that fit a search, in their groups. */
export function partGroups({ search, withComing, providers, kept }: PartQuery): readonly PartGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const isFit = ({ definition }: PartOffer): boolean => words.every((word) => searchText(definition).includes(word));
  const own = { title: YOURS, parts: kept.filter(isFit).map((part) => ({ ...part, badge: badgeOf(part, providers) })) };
  const groups = GROUPS.map(({ group, title }) => ({
    title,
    parts: offeredParts
      .filter(({ definition }) => definition.group === group)
      .filter(({ definition }) => definition.runnable || withComing || words.length > 0)
      .filter(isFit)
      .map((part) => ({ ...part, badge: badgeOf(part, providers) })),
  }));
  return [own, ...groups].filter(({ parts }) => parts.length > 0);
}

export const comingCount: number = offeredParts.filter(({ definition }) => !definition.runnable).length;

function searchText({ title, summary, provider, group }: ComponentDefinition): string {
  return `${title} ${summary} ${provider} ${group} ${SYNONYMS[title] ?? ''}`.toLowerCase();
}

function badgeOf({ definition, provider: owner }: PartOffer, providers: PartQuery['providers']): Part['badge'] {
  const name = definition.provider.slice(definition.provider.lastIndexOf('.') + 1);
  if (!definition.runnable) {
    return { words: 'Design only', tone: 'plain', why: 'Can be drawn and exported; Run does not take it yet' };
  }
  if (RUNS_CODE.has(name))
    return { words: 'Runs code', tone: 'warn', why: 'Brings code with it; it runs in the sandbox' };
  if (definition.needsKey !== true) return null;
  const known = providers?.find(({ provider }) => provider === owner);
  const hasKey = known !== undefined && known.state !== 'absent';
  return hasKey || providers === null
    ? null
    : { words: 'Needs key', tone: 'plain', why: 'Add a key of its provider first' };
}
