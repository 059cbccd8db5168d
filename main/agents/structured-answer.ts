import * as z from 'zod';
import { failureText } from '../../shared/failure.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { patternProblems, withoutPatterns } from '../core/document-pattern.ts';
import type { ModelInfo, ModelRequest } from '../models/model-client.ts';
import type { AnswerRule } from './answer-rule.ts';
import { shapedBy } from './pydantic-shape.ts';

/** An answer in the shape of a JSON Schema. (AutoGen: StructuredMessageFactory) */
export class StructuredAnswer implements AnswerRule {
  /** Of the message: `StructuredMessage[Verdict]`. */
  readonly name: string;
  readonly formatString: string | null;
  readonly schema: JsonObject;
  readonly #shape: z.ZodType;

  /** @throws Error when the schema is none that can be checked. */
  constructor({ name, schema, formatString }: { name: string; schema: JsonObject; formatString: string | null }) {
    this.name = name;
    this.formatString = formatString;
    this.schema = schema;
    this.#shape = z.fromJSONSchema(withoutPatterns(schema));
  }

  problem(answer: string): string | undefined {
    const read = this.#read(answer);
    return 'problem' in read ? read.problem : undefined;
  }

  /** @throws Error when there is a problem with the answer. */
  parse(answer: string): JsonObject {
    const read = this.#read(answer);
    if ('problem' in read) throw new Error(read.problem);
    return read.value;
  }

  /** How a model of these abilities is held to the shape. */
  jsonOutput(info: ModelInfo): ModelRequest['jsonOutput'] {
    if (info.structured_output) return { name: this.name, schema: strictSchema(this.schema) as JsonObject };
    return info.json_output;
  }

  /** Tells a model of the shape that cannot be held to it. */
  instruction(): string {
    return `Answer only with a JSON object of this shape (JSON Schema): ${JSON.stringify(this.schema)}`;
  }

  #read(answer: string): { value: JsonObject } | { problem: string } {
    let json: Json;
    try {
      json = JSON.parse(withoutFence(answer)) as Json;
    } catch (error) {
      return { problem: `The answer is no JSON: ${failureText(error)} ${this.instruction()}` };
    }
    const checked = this.#shape.safeParse(shapedBy(this.schema, json, { fills: false }));
    const value = shapedBy(this.schema, json, { fills: true });
    const missed = checked.success ? patternProblems(this.schema, value) : [];
    if (checked.success && missed.length === 0 && isJsonObject(value)) return { value };
    const reasons =
      missed.length > 0
        ? missed
        : checked.error?.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
    return {
      problem: `The answer has another shape than asked for: ${reasons?.join('; ') ?? 'it is no object'}. ${this.instruction()}`,
    };
  }
}

/** Models that are not held to JSON often put it between three backticks. */
function withoutFence(answer: string): string {
  return /^\s*```(?:json)?\s*\n([\s\S]*?)\n\s*```\s*$/i.exec(answer)?.[1] ?? answer;
}

/** Every property required and no other allowed, in every object: what providers ask of a schema they hold a model to. */
function strictSchema(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map((item) => strictSchema(item as Json));
  if (!isJsonObject(schema)) return schema;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, value === undefined ? value : strictSchema(value)]),
  );
  if (!isJsonObject(schema['properties'])) return inner;
  return { ...inner, additionalProperties: false, required: Object.keys(schema['properties']) };
}
