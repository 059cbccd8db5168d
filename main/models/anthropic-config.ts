import type * as z from 'zod';
import type { anthropicChatCompletionClient } from '../../shared/component/anthropic-models.ts';

export type AnthropicConfig = z.output<typeof anthropicChatCompletionClient.config>;
