import { useEffect, useState } from 'react';
import type { TraceRoute } from '../../shared/settings/trace-route.ts';
import type { TraceSettings } from '../../shared/settings/trace-settings.ts';
import { api } from '../rpc/api.ts';

/** Where traces go now, and which variable of the environment says so. */
export function TraceRouteNote({ traces }: { readonly traces: TraceSettings }) {
  const route = useRoute(traces);
  if (route === null) return null;
  const { url, decidedBy, problem, alsoSet } = route;
  const [none, goTo] =
    decidedBy === null ? ['No traces are sent.', 'Traces go to '] : ['no traces are sent.', 'traces go to '];
  return (
    <div className={decidedBy === null ? 't12 dim' : problem === null ? 'callout' : 'callout error'} role="status">
      <div>
        <p>
          {decidedBy !== null && (
            <>
              <code className="mono">{decidedBy}</code> is set where Troupe was started, and comes first:{' '}
            </>
          )}
          {problem ?? (url === null ? none : goTo)}
          {url !== null && <code className="mono">{url}</code>}
        </p>
        {url !== null && alsoSet.length > 0 && <p>Also in force: {alsoSet.join(', ')}.</p>}
      </div>
    </div>
  );
}

/** Asked anew with every change of the settings. */
function useRoute(traces: TraceSettings): TraceRoute | null {
  const [route, setRoute] = useState<TraceRoute | null>(null);
  useEffect(() => {
    let isWanted = true;
    api.settings.traceRoute().then(
      (found) => isWanted && setRoute(found),
      () => isWanted && setRoute(null), // the frame says that the line is lost
    );
    return () => void (isWanted = false);
  }, [traces]);
  return route;
}
