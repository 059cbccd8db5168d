import * as z from 'zod';
import { modelFailure } from './model-failure.ts';
import { ModelError } from './model-client.ts';
import type { ProviderExchange } from './provider-exchange.ts';

/** One way in which servers list their models. */
export interface ModelListing {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Names of the models in an answer. @throws where it is no such list. */
  readonly read: (body: unknown) => string[];
}

/** Asks a server for its models. @throws ModelError */
export async function askModelList(
  exchange: ProviderExchange,
  { url, headers, read }: ModelListing,
): Promise<string[]> {
  try {
    const response = await exchange.fetch(url, { headers: { accept: 'application/json', ...headers } });
    return read(await response.json());
  } catch (error) {
    if (exchange.failure !== undefined) throw exchange.failure;
    if (error instanceof ModelError) throw error;
    throw modelFailure('bad-response', `${exchange.label} sent no list of models.`, { cause: error });
  } finally {
    exchange.close(undefined);
  }
}

const OpenAiList = z.object({ data: z.array(z.object({ id: z.string() })) });

/** OpenAI, Anthropic, and whoever speaks like them. Together AI leaves the object around the list out. */
export function readDataList(body: unknown): string[] {
  const { data } = OpenAiList.parse(Array.isArray(body) ? { data: body } : body);
  return data.map(({ id }) => id);
}
