import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import type { Job } from '../../../shared/rpc/jobs-contract.ts';
import type { LocalModel } from '../../../shared/rpc/local-models-contract.ts';
import { Hint } from '../../components/hint.tsx';
import { api } from '../../rpc/api.ts';
import { JobProgress } from './job-progress.tsx';
import { changeLocalModels } from './local-models-store.ts';
import { sizeWords } from '../../../shared/size-words.ts';

/** One model file: its name, its size, where it is from, and what can be done. */
export function ModelRow({ model, job }: { readonly model: LocalModel; readonly job: Job | undefined }) {
  const [isAsked, setIsAsked] = useState(false);
  const isRunning = job?.state === 'running';
  const { name, url } = model;
  const goOn = async (): Promise<void> => {
    const problem = await changeLocalModels(() => api.localModels.download({ url: url ?? '' }));
    if (problem !== null) toast.error('The download could not go on', { description: problem });
  };
  return (
    <li>
      <div className="key-row">
        <div className="grow">
          <p className="row">
            <b className="strong cut" title={model.path}>
              {name.split(/[\\/]/).at(-1)}
            </b>
            {!isRunning && model.state !== 'gone' && <span className="t12 dim">{sizeWords(model.bytes)}</span>}
            {model.state === 'gone' && <span className="tag warn">gone</span>}
          </p>
          <p className="t12 dim cut" title={whereWords(model)}>
            {isRunning ? `From ${url ?? ''}` : whereWords(model)}
          </p>
        </div>
        {!isRunning && model.state === 'incomplete' && url !== null && !isAsked && (
          <button type="button" className="btn sm" onClick={() => void goOn()}>
            Go on
          </button>
        )}
        {!isRunning &&
          (isAsked ? (
            <AskToRemove model={model} onCancel={() => setIsAsked(false)} />
          ) : (
            <Hint text="Remove">
              <button
                type="button"
                className="btn bare sq sm"
                aria-label={`Remove ${name}`}
                onClick={() => setIsAsked(true)}
              >
                <Trash2 className="icon icon-s" />
              </button>
            </Hint>
          ))}
      </div>
      {isRunning && <JobProgress job={job} verb="Downloading" />}
      {job?.state === 'failed' && model.state !== 'ready' && (
        <p className="callout error job-error" role="alert">
          {job.error}
        </p>
      )}
    </li>
  );
}

function AskToRemove({ model: { name, isOurs }, onCancel }: { readonly model: LocalModel; onCancel: () => void }) {
  const remove = async (): Promise<void> => {
    const problem = await changeLocalModels(() => api.localModels.remove({ name }));
    if (problem !== null) toast.error('It could not be removed', { description: problem });
  };
  const question = isOurs ? 'Delete the file?' : 'Take it from the list? The file stays.';
  return (
    <div className="row" role="group" aria-label={question}>
      <span className="t12">{question}</span>
      <button type="button" className="btn sm bad" autoFocus onClick={() => void remove()}>
        {isOurs ? 'Delete' : 'Take it off'}
      </button>
      <button type="button" className="btn sm" onClick={onCancel}>
        Keep
      </button>
    </div>
  );
}

function whereWords({ state, isOurs, path, url }: LocalModel): string {
  if (state === 'gone') return `It is not at its place any more: ${path}`;
  if (state === 'incomplete') return 'Not whole yet: the download was stopped or broke off.';
  return isOurs && url !== null ? `From ${url}` : path;
}
