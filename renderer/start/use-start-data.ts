import { useCallback, useEffect, useState } from 'react';
import { toast } from 'sonner';
import type * as z from 'zod';
import { failureText } from '../../shared/failure.ts';
import type { TemplateSummary } from '../../shared/rpc/app-contract.ts';
import type { DocumentSummary } from '../../shared/rpc/documents-contract.ts';
import type { RunSummary } from '../../shared/run/summary.ts';
import { api } from '../rpc/api.ts';

export type DocumentLine = z.infer<typeof DocumentSummary>;

export interface StartData {
  /** Each is null until the engine has answered. */
  readonly templates: readonly TemplateSummary[] | null;
  readonly documents: readonly DocumentLine[] | null;
  /** Newest first, of all documents. */
  readonly runs: readonly RunSummary[] | null;
}

const NOTHING_YET: StartData = { templates: null, documents: null, runs: null };

/** Asks the engine for what the start screen shows. Each part appears as it comes. */
export function useStartData(): StartData & { readonly reload: () => void } {
  const [data, setData] = useState<StartData>(NOTHING_YET);
  const reload = useCallback(() => {
    const take = <K extends keyof StartData>(key: K, answer: Promise<NonNullable<StartData[K]>>): void => {
      answer.then(
        (value) => setData((before) => ({ ...before, [key]: value })),
        (error: unknown) => toast.error(`The ${key} could not be listed`, { description: failureText(error) }),
      );
    };
    take('templates', api.app.templates());
    take('documents', api.documents.list());
    take('runs', api.runs.list({}));
  }, []);
  useEffect(reload, [reload]);
  return { ...data, reload };
}
