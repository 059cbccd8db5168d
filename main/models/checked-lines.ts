import * as z from 'zod';
import { eventFailure, modelFailure } from './model-failure.ts';
import type { ProviderExchange } from './provider-exchange.ts';

const Line = z.looseObject({ error: z.string().optional(), done: z.boolean().optional() });

/**
 * Passes lines of JSON on unchanged, and fails at the first that is none, at one that is an error, and at an end without
 * a line that says `done`. The `ollama` package prints some of these to the console, which would spoil the output of
 * the command line, and gives the others no code.
 */
export function checkedLines(exchange: ProviderExchange): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const seen = { isDone: false, hasLines: false };
  let rest = '';
  const pass = (line: string, controller: TransformStreamDefaultController<Uint8Array>): void => {
    if (line.trim() === '') return;
    const { isDone } = readLine(line, exchange);
    seen.hasLines = true;
    seen.isDone ||= isDone;
    controller.enqueue(encoder.encode(`${line}\n`));
  };
  return new TransformStream({
    transform(bytes, controller) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) pass(line, controller);
    },
    flush(controller) {
      pass(rest, controller);
      if (!seen.isDone) throw exchange.missingEnd({ hasEvents: seen.hasLines });
    },
  });
}

function readLine(line: string, exchange: ProviderExchange): { isDone: boolean } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw modelFailure(
      'bad-response',
      `${exchange.label} sent no answer of a model but: ${exchange.redact(line, 200)}`,
      { cause },
    );
  }
  const { success, data } = Line.safeParse(value);
  if (data?.error !== undefined)
    throw eventFailure(exchange.label, { kind: undefined, text: exchange.redact(data.error) });
  return { isDone: success && data.done === true };
}
