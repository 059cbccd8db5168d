import { javaScriptTool } from '../../shared/component/tools.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { readToolCode } from '../../shared/tool-code/read-tool-code.ts';
import { differences } from '../../shared/tool-code/says-the-same.ts';
import type { ComponentTree } from './component-tree.ts';
import { issueAt } from './issue-at.ts';
import { parseTypeScript } from './typescript-parser.ts';

/** Of code that is wrong from beginning to end, as much is told. */
const MOST_PROBLEMS = 20;

/**
 * The code of a JavaScript tool against what is stored of it. Nothing is run. All are warnings: what is sent to models and
 * what is checked is the stored schema, so such a tool can be called as ever.
 */
export function checkJavaScript(tree: ComponentTree): Issue[] {
  if (tree.definition?.provider !== javaScriptTool.provider) return [];
  const parsed = javaScriptTool.config.safeParse(tree.component.config);
  if (!parsed.success) return []; // said elsewhere
  const { name, source_code: source, json_schema: schema } = parsed.data;
  const code = readToolCode(source, { parse: parseTypeScript, toolName: name });
  const warning = (
    rule: string,
    at: { readonly key: string; readonly message: string; readonly fix?: string },
  ): Issue => {
    const { key, ...words } = at;
    return issueAt(tree, { rule, severity: 'warning', path: ['config', key], ...words });
  };
  if (code.type === 'untyped') return [];
  if (code.type === 'wrong') {
    return code.problems
      .slice(0, MOST_PROBLEMS)
      .map(({ line, column, message }) =>
        warning('tool-code', { key: 'source_code', message: `Line ${line}, column ${column}: ${message}` }),
      );
  }
  const unlike = differences(schema, code.schema);
  return [
    ...(code.isDefault || code.name === name
      ? []
      : [
          warning('tool-code', {
            key: 'name',
            message: `The code exports "${code.name ?? ''}" by its name, and nothing called "${name}". Give both one name, or write "export default" before the function.`,
          }),
        ]),
    ...(unlike.length === 0
      ? []
      : [
          warning('stale-arguments', {
            key: 'json_schema',
            message: `The arguments of "${name}" are not those of its code: ${unlike.join('; ')}.`,
            fix: 'Take them from the code.',
          }),
        ]),
  ];
}
