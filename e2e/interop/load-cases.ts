import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadTemplate, listTemplates } from '../../main/compiler/templates.ts';
import { readFile } from '../../main/compiler/read-file.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { assistant, component, replay, team } from './parts.ts';
import { draw, exported } from './run-here.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TEMPLATES = join(ROOT, 'resources', 'templates');
const FIXTURES = join(ROOT, 'test', 'fixtures', 'autogen');

const KEY = 'sk-of-nobody';

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
  const masked: ComponentModel = component('autogen_ext.models.openai.OpenAIChatCompletionClient', {
    model: 'gpt-4o',
    api_key: KEY,
  });
  const files = readdirSync(FIXTURES).filter((name) => name.endsWith('.json'));
  return [
    ...templates,
    loadCase('checklist', '8: a member of a selector without a component type', selectorOfUnclear()),
    loadCase('checklist', '10: a key is masked, and the mask is loaded', masked),
    ...Object.entries(golden).map(([name, component]) => loadCase('golden components', name, component)),
    ...files.flatMap((file) =>
      componentsIn(file).map(([name, component]) => loadCase('files of Studio', name, component)),
    ),
  ];
}

/** AutoGen refuses it as it is. */
function selectorOfUnclear(): ComponentModel {
  const members = ['a', 'b'].map((name) => ({ ...assistant(name, []), component_type: null }));
  const config = { model_client: replay([]), selector_prompt: '{roles}', allow_repeated_speaker: false };
  return team('SelectorGroupChat', members, config);
}

function loadCase(group: string, name: string, component: ComponentModel): LoadCase {
  const ours = exported(draw(component));
  if (JSON.stringify(ours).includes(KEY)) throw new Error(`The export of ${name} holds a key.`);
  return { group, name, component: ours };
}

function componentsIn(file: string): (readonly [string, ComponentModel])[] {
  const content = readFile(readFileSync(join(FIXTURES, file), 'utf8'));
  if (!content.ok || content.kind === 'document') throw new Error(`${file} is no file of AutoGen.`);
  const name = basename(file, '.json');
  if (content.kind === 'component') return [[name, content.component]];
  return content.items.map(({ component, path }) => [`${name} ${path.join('.')}`, component]);
}
