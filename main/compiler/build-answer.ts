import type { ComponentModel } from '../../shared/component/envelope.ts';
import { outputRule } from '../../shared/component/output-rule.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import { structuredMessageFactory } from '../../shared/component/structured-message.ts';
import { type AnswerRule, textRule } from '../agents/answer-rule.ts';
import { StructuredAnswer } from '../agents/structured-answer.ts';
import { DocumentPattern } from '../core/document-pattern.ts';
import { NotBuildableError } from './build-ports.ts';

/** Makes the shape of an agent's answers. */
export function buildStructured(component: ComponentModel): StructuredAnswer {
  if (findDefinition(component.provider)?.provider !== structuredMessageFactory.provider) {
    throw new NotBuildableError(component, 'the shape of an answer');
  }
  const { json_schema, format_string, content_model_name } = structuredMessageFactory.config.parse(component.config);
  return new StructuredAnswer({ name: content_model_name, schema: json_schema, formatString: format_string ?? null });
}

/** Makes the rules that an answer must keep, those of one component together. */
export function buildRules(component: ComponentModel): readonly AnswerRule[] {
  if (findDefinition(component.provider)?.provider !== outputRule.provider) {
    throw new NotBuildableError(component, 'a rule for answers');
  }
  const { json_schema: schema, pattern, min_length, max_length } = outputRule.config.parse(component.config);
  const limits = textRule({
    pattern: pattern ? new DocumentPattern(pattern) : undefined,
    minLength: min_length ?? undefined,
    maxLength: max_length ?? undefined,
  });
  return schema ? [new StructuredAnswer({ name: 'Answer', schema, formatString: null }), limits] : [limits];
}
