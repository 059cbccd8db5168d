import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadTemplate, listTemplates } from '../../main/compiler/templates.ts';
import { readFile } from '../../main/compiler/read-file.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { draw, exported } from './run-here.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TEMPLATES = join(ROOT, 'resources', 'templates');
const FIXTURES = join(ROOT, 'test', 'fixtures', 'autogen');

/** What AutoGen has to load: exported by us, with repairs. */
export interface LoadCase {
  readonly group: string;
  readonly name: string;
  readonly component: ComponentModel;
}

/** All templates, the golden components, the default gallery and the other files of AutoGen Studio. */
export function loadCases(): LoadCase[] {
  const templates = listTemplates(TEMPLATES).map(({ id }): LoadCase => {
    const template = loadTemplate(TEMPLATES, id);
    if (template === undefined) throw new Error(`There is no template ${id}.`);
    return { group: 'templates', name: id, component: exported(template.document) };
  });
  const golden = JSON.parse(readFileSync(join(FIXTURES, 'golden', 'components.json'), 'utf8')) as Record<
    string,
    ComponentModel
  >;
  const files = readdirSync(FIXTURES).filter((name) => name.endsWith('.json'));
  return [
    ...templates,
    ...Object.entries(golden).map(([name, component]) => loadCase('golden components', name, component)),
    ...files.flatMap((file) =>
      componentsIn(file).map(([name, component]) => loadCase('files of Studio', name, component)),
    ),
  ];
}

function loadCase(group: string, name: string, component: ComponentModel): LoadCase {
  return { group, name, component: exported(draw(component)) };
}

function componentsIn(file: string): (readonly [string, ComponentModel])[] {
  const content = readFile(readFileSync(join(FIXTURES, file), 'utf8'));
  if (!content.ok || content.kind === 'document') throw new Error(`${file} is no file of AutoGen.`);
  const name = basename(file, '.json');
  if (content.kind === 'component') return [[name, content.component]];
  return content.items.map(({ component, path }) => [`${name} ${path.join('.')}`, component]);
}
