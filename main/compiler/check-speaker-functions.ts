import { selectorGroupChat } from '../../shared/component/teams.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { ReadTooOften } from '../../shared/tool-code/counted-text.ts';
import { findFunction } from '../../shared/tool-code/find-function.ts';
import { CodeTooLong, parseCode } from '../../shared/tool-code/parse-code.ts';
import type { ComponentTree } from './component-tree.ts';
import { issueAt } from './issue-at.ts';
import { parseTypeScript } from './typescript-parser.ts';

/** The functions that choose speakers, where a run would fail at its first choice. Nothing is run. */
export function checkSpeakerFunctions(tree: ComponentTree): Issue[] {
  if (tree.definition?.provider !== selectorGroupChat.provider) return [];
  return (['selector_function', 'candidate_function'] as const).flatMap((key) => {
    const source = tree.component.config[key];
    if (typeof source !== 'string' || source.trim() === '') return [];
    const problem = problemOf(source, key);
    if (problem === undefined) return [];
    const message = `The ${key} of this team cannot be called. ${problem}`;
    return [issueAt(tree, { rule: 'speaker-function', severity: 'warning', path: ['config', key], message })];
  });
}

function problemOf(source: string, key: string): string | undefined {
  try {
    return findFunction(parseCode(source, parseTypeScript), key) === undefined
      ? 'It exports no function: begin it with "export default".'
      : undefined;
  } catch (error) {
    if (error instanceof CodeTooLong) return error.message;
    if (error instanceof RangeError || error instanceof ReadTooOften) return 'It is nested too deep to be read.';
    if (!(error instanceof SyntaxError)) throw error;
    return `It is no TypeScript: ${error.message.replace(/\.$/, '')}.`;
  }
}
