import * as z from 'zod';
import { assistantAgent } from './agents.ts';
import type { ComponentDefinition } from './definition.ts';
import { optional, switchField, textField, withDefault } from './fields.ts';
import { modelSlot } from './slots.ts';

const name = textField({
  title: 'Name',
  description: 'Letters, digits and underscores, not a digit first. Unique in its team.',
});
const description = optional(textField({ title: 'Role', description: 'What this agent is good at; others read it.' }));
const off = (title: string, text: string) => withDefault(switchField({ title, description: text }), false);

const common = {
  componentType: 'agent',
  version: 1,
  group: 'agents',
  slots: [modelSlot({ required: true })],
  runnable: false,
} as const;

const fileSurfer = {
  ...common,
  provider: 'autogen_ext.agents.file_surfer.FileSurfer',
  title: 'File surfer',
  summary: 'Reads files and folders of this machine.',
  config: z.looseObject({ name, description }),
  initialConfig: { name: 'file_surfer', description: 'Reads files.' },
} satisfies ComponentDefinition;

const multimodalWebSurfer = {
  ...common,
  provider: 'autogen_ext.agents.web_surfer.MultimodalWebSurfer',
  title: 'Web surfer',
  summary: 'Looks at web pages and acts on them.',
  config: z.looseObject({
    name,
    description,
    downloads_folder: optional(textField({ title: 'Downloads', description: 'Folder for files it downloads.' })),
    debug_dir: optional(textField({ title: 'Debug folder', description: 'Folder for screenshots.' })),
    headless: withDefault(switchField({ title: 'Hidden', description: 'No window of the browser.' }), true),
    start_page: optional(textField({ title: 'First page', description: 'Where it begins.' })),
    animate_actions: off('Show the pointer', 'Moves and clicks can be watched.'),
    to_save_screenshots: off('Keep screenshots', 'In the debug folder.'),
    use_ocr: off('Read pictures', 'Find text in pictures too.'),
    browser_channel: optional(textField({ title: 'Browser', description: 'For example chrome.' })),
    browser_data_dir: optional(textField({ title: 'Profile folder', description: 'Profile of the browser.' })),
    to_resize_viewport: withDefault(
      switchField({ title: 'Resize', description: 'To a size the model can see.' }),
      true,
    ),
  }),
  initialConfig: { name: 'web_surfer', description: 'Looks at web pages.' },
} satisfies ComponentDefinition;

/** Loaded like an assistant, of which only the name and the model count. (AutoGen: MagenticOneCoderAgent) */
const magenticOneCoderAgent = {
  ...common,
  provider: 'autogen_ext.agents.magentic_one.MagenticOneCoderAgent',
  version: 2,
  title: 'Magentic-One coder',
  summary: 'Writes code for the orchestrator of Magentic-One.',
  config: assistantAgent.config,
  slots: assistantAgent.slots,
  initialConfig: {
    name: 'coder',
    description: 'Writes code.',
    reflect_on_tool_use: false,
    tool_call_summary_format: '{result}',
  },
} satisfies ComponentDefinition;

/** Agents of AutoGen's extensions that look at files and pages. */
export const surferDefinitions: readonly ComponentDefinition[] = [
  fileSurfer,
  multimodalWebSurfer,
  magenticOneCoderAgent,
];
