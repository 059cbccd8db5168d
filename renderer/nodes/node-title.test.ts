import { expect, it } from 'vitest';
import { NodeId } from '../../shared/ids.ts';
import type { Json } from '../../shared/json.ts';
import type { TeamNode } from '../../shared/team/document.ts';
import { nodeTitle } from './node-title.ts';

const LOCAL = 'autogen_ext.models.llama_cpp.LlamaCppChatCompletionClient';
const node = (config: { readonly [key: string]: Json }): TeamNode => ({
  id: NodeId.parse('n1'),
  component: { provider: LOCAL, component_type: 'model', config },
});

it.each([
  [{ model_path: '/home/ada/models/qwen.gguf' }, 'qwen.gguf'],
  [{ model_path: 'qwen.gguf' }, 'qwen.gguf'],
  [{ model_path: '' }, 'Local model'],
])('calls a local model after its file: %j', (config, title) => expect(nodeTitle(node(config))).toBe(title));
