import { expect, it } from 'vitest';
import { componentDefinitions, findDefinition } from './registry.ts';
import { formFields } from './form-fields.ts';

it('describes every field of a stop rule', () => {
  const definition = findDefinition('autogen_agentchat.conditions.MaxMessageTermination')!; // in the registry
  expect(formFields(definition)).toEqual([
    {
      key: 'max_messages',
      title: 'Messages',
      description: 'Counts the task too.',
      widget: 'number',
      required: true,
      fallback: undefined,
      options: [],
      isInteger: true,
      min: 1,
    },
    {
      key: 'include_agent_event',
      title: 'Count events',
      description: 'Also count tool calls and other events of agents.',
      widget: 'switch',
      required: false,
      fallback: false,
      options: [],
      isInteger: false,
      min: undefined,
    },
  ]);
});

it('lists the words of a select under its optional wrapping', () => {
  const definition = findDefinition('autogen_ext.models.openai.OpenAIChatCompletionClient')!; // in the registry
  const field = formFields(definition).find(({ key }) => key === 'reasoning_effort');
  expect(field).toMatchObject({ widget: 'select', required: false, options: ['minimal', 'low', 'medium', 'high'] });
});

it('tells numbers without a lower end by having no min', () => {
  const definition = findDefinition('autogen_ext.models.openai.OpenAIChatCompletionClient')!; // in the registry
  const field = formFields(definition).find(({ key }) => key === 'seed');
  expect(field).toMatchObject({ isInteger: true, min: undefined });
});

it('gives select fields their words and only them', () => {
  const wrong = componentDefinitions
    .flatMap(formFields)
    .filter(({ widget, options }) => (widget === 'select') !== options.length > 0);
  expect(wrong).toEqual([]);
});
