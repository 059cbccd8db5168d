import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { AppError } from '../../shared/failure.ts';
import type { TemplateSummary } from '../../shared/rpc/app-contract.ts';
import { definitionOf, findNode, membersOf } from '../../shared/team/document-graph.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import { nodeTitle } from '../../shared/team/names.ts';
import { readFile } from './read-file.ts';

/** A template file is a team document with this block beside its own keys. */
const TemplateBlock = z.object({
  template: z.object({
    /** Position on the start screen, from 1. */
    order: z.number(),
    summary: z.string(),
    task: z.string(),
  }),
});

/** A ready-made team and how it is offered. */
export interface Template {
  readonly summary: TemplateSummary;
  readonly document: TeamDocument;
}

/** A template that came with the program cannot be read: the installation is damaged. */
export class TemplateError extends AppError {
  readonly code = 'template-unreadable';
}

const ENDING = '.team.json';

/**
 * The templates of a folder in the order of the start screen. The id of one is the name of its file.
 * @throws TemplateError
 */
export function listTemplates(folder: string): TemplateSummary[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => read(folder, file.slice(0, -ENDING.length)))
    .toSorted((a, b) => a.order - b.order)
    .map(({ summary }) => summary);
}

/**
 * One template; undefined when there is none of this id.
 * @throws TemplateError
 */
export function loadTemplate(folder: string, id: string): Template | undefined {
  return readdirSync(folder).includes(`${id}${ENDING}`) ? read(folder, id) : undefined;
}

function read(folder: string, id: string): Template & { order: number } {
  const text = readFileSync(join(folder, `${id}${ENDING}`), 'utf8');
  const content = readFile(text);
  const block = TemplateBlock.safeParse(content.ok ? JSON.parse(text) : undefined);
  if (!content.ok || content.kind !== 'document' || !block.success) {
    const reason = content.ok ? 'it has no template block' : content.issues.map(({ message }) => message).join(' ');
    throw new TemplateError(`The template "${id}" cannot be used: ${reason}. Install Troupe again.`);
  }
  const { document } = content;
  const { order, summary, task } = block.data.template;
  const root = findNode(document, document.root);
  const cast = root === undefined ? [] : membersOf(document, root.id).map(nodeTitle);
  const pattern = (root && definitionOf(root)?.title) ?? '';
  return { order, document, summary: { id, name: document.name, summary, cast, pattern, task, document } };
}
