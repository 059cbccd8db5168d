import { checkConfig } from '../../shared/component/check-config.ts';
import type { ComponentSlot } from '../../shared/component/definition.ts';
import { anyInWords, inWords } from '../../shared/team/component-words.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { checkAnswers } from './check-answers.ts';
import { checkMcp } from './check-mcp.ts';
import { checkCode } from './check-code.ts';
import { checkHttp } from './check-http.ts';
import { checkJavaScript } from './check-javascript.ts';
import { checkMemories } from './check-memories.ts';
import { checkNames } from './check-names.ts';
import { checkSpeakerFunctions } from './check-speaker-functions.ts';
import { checkStopRules } from './check-stop-rules.ts';
import { checkTeam } from './check-team.ts';
import { checkTools } from './check-tools.ts';
import { childrenIn, treeName, walkTree } from './component-tree.ts';
import type { ComponentTree } from './component-tree.ts';
import { issueAt } from './issue-at.ts';

/** All that is wrong with a component and what is nested in it: the same rules for files and for drawings. */
export function checkTree(root: ComponentTree): Issue[] {
  return [...walkTree(root)].flatMap((tree) => [
    ...checkProvider(tree),
    ...checkVersion(tree),
    ...checkFields(tree),
    ...checkSlots(tree),
    ...checkNames(tree),
    ...checkTools(tree),
    ...checkCode(tree),
    ...checkHttp(tree),
    ...checkJavaScript(tree),
    ...checkSpeakerFunctions(tree),
    ...checkTeam(tree),
    ...checkAnswers(tree),
    ...checkStopRules(tree),
    ...checkMcp(tree),
    ...checkMemories(tree),
  ]);
}

function checkProvider(tree: ComponentTree): Issue[] {
  const { definition, component } = tree;
  if (definition === undefined) {
    const message = `Troupe does not know "${component.provider}", so it cannot run it. It can be wired and exported.`;
    return [issueAt(tree, { rule: 'unknown-provider', path: ['provider'], message })];
  }
  if (definition.runnable) return [];
  const message = `Troupe cannot run "${definition.title}" yet. It can be designed and exported to AutoGen.`;
  return [issueAt(tree, { rule: 'not-runnable', path: ['provider'], message })];
}

function checkVersion(tree: ComponentTree): Issue[] {
  const { definition, component } = tree;
  const version = component.component_version;
  if (definition === undefined || typeof version !== 'number' || version <= definition.version) return [];
  const message = `This has version ${version}, and Troupe knows "${definition.title}" up to version ${definition.version}. Newer settings are kept but not used.`;
  return [issueAt(tree, { rule: 'newer-version', severity: 'warning', path: ['component_version'], message })];
}

function checkFields(tree: ComponentTree): Issue[] {
  const { definition, component } = tree;
  if (definition === undefined) return [];
  const { problems } = checkConfig(definition, component.config);
  const wrong = problems.map(({ path, message }) =>
    issueAt(tree, { rule: 'wrong-value', path: ['config', ...path], message }),
  );
  const known = new Set([...Object.keys(definition.config.shape), ...definition.slots.map(({ key }) => key)]);
  const others = Object.keys(component.config)
    .filter((key) => !known.has(key) && component.config[key] !== null) // null is how AutoGen writes what is not set
    .map((key) => {
      const message = `"${definition.title}" has no setting "${key}". It is kept, but changes nothing.`;
      return issueAt(tree, { rule: 'unknown-setting', severity: 'warning', path: ['config', key], message });
    });
  return [...wrong, ...others];
}

function checkSlots(tree: ComponentTree): Issue[] {
  return (tree.definition?.slots ?? []).flatMap((slot) => [...checkContent(tree, slot), ...checkRequired(tree, slot)]);
}

function checkContent(tree: ComponentTree, slot: ComponentSlot): Issue[] {
  const path = ['config', slot.key];
  const content = tree.slots.get(slot.key);
  if (content === undefined) {
    const value = tree.component.config[slot.key];
    const isEmpty = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
    return isEmpty ? [] : [issueAt(tree, { rule: 'wrong-value', path, message: `"${slot.key}" holds no component.` })];
  }
  return content.entries.flatMap((entry, index) => {
    const at = content.isList ? [...path, index] : path;
    if (entry.type === 'verbatim') {
      return [
        issueAt(tree, {
          rule: 'wrong-value',
          path: at,
          message: `"${slot.key}" holds something that is no component.`,
        }),
      ];
    }
    const { definition, component } = entry.tree;
    const type = definition?.componentType ?? component.component_type ?? undefined;
    if (type === undefined || slot.accepts.some((accepted) => accepted === type)) return [];
    const message = `"${slot.key}" takes ${anyInWords(slot.accepts)}, and this is ${inWords(type)}.`;
    return [issueAt(entry.tree, { rule: 'wrong-part', path: ['provider'], message })];
  });
}

const MISSING: ReadonlyMap<string, { rule: string; message: (title: string) => string }> = new Map([
  [
    'participants',
    { rule: 'no-participants', message: () => 'This team has no members. Put at least one agent into it.' },
  ],
  ['model_client', { rule: 'no-model', message: (title: string) => `${title} has no model. Connect one to it.` }],
  ['conditions', { rule: 'no-conditions', message: () => 'This rule holds no rules. Connect at least one to it.' }],
]);

function checkRequired(tree: ComponentTree, slot: ComponentSlot): Issue[] {
  if (!slot.required || childrenIn(tree, slot.key).length > 0) return [];
  const title = treeName(tree) || (tree.definition?.title ?? 'This component');
  const { rule, message } = MISSING.get(slot.key) ?? {
    rule: 'missing-part',
    message: () => `${title} needs ${anyInWords(slot.accepts)}. Connect one to it.`,
  };
  return [issueAt(tree, { rule, path: ['config', slot.key], message: message(title) })];
}
