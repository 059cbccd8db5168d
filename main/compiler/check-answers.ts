import * as z from 'zod';
import { outputRule } from '../../shared/component/output-rule.ts';
import { structuredMessageFactory } from '../../shared/component/structured-message.ts';
import { failureText } from '../../shared/failure.ts';
import { isJsonObject, type JsonObject } from '../../shared/json.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { DocumentPattern, patternsIn, withoutPatterns } from '../core/document-pattern.ts';
import type { ComponentTree } from './component-tree.ts';
import { issueAt } from './issue-at.ts';

/** Shapes and patterns of answers that nothing could be checked against. */
export function checkAnswers(tree: ComponentTree): Issue[] {
  const provider = tree.definition?.provider;
  if (provider !== outputRule.provider && provider !== structuredMessageFactory.provider) return [];
  const { json_schema: schema, pattern } = tree.component.config;
  return [
    ...(isJsonObject(schema) ? unreadable(() => readSchema(schema), 'json_schema') : []),
    ...(typeof pattern === 'string' ? unreadable(() => new DocumentPattern(pattern), 'pattern') : []),
  ].map(({ key, reason }) => {
    const message = `Answers cannot be checked against this: ${reason}`;
    return issueAt(tree, { rule: 'unreadable-shape', path: ['config', key], message });
  });
}

function readSchema(schema: JsonObject): unknown[] {
  return [
    z.fromJSONSchema(withoutPatterns(schema)),
    ...patternsIn(schema).map((pattern) => new DocumentPattern(pattern)),
  ];
}

function unreadable(read: () => unknown, key: string): { key: string; reason: string }[] {
  try {
    read();
    return [];
  } catch (error) {
    return [{ key, reason: failureText(error) }];
  }
}
