import { Unplug } from 'lucide-react';
import type { LostSessionAnswer } from '../../shared/run/command.ts';
import type { Pending, PendingHold } from '../../shared/run/fold/pending.ts';
import { Portrait } from '../components/portrait.tsx';
import { CallArguments } from './call-arguments.tsx';
import { runCommands } from './run-commands.ts';
import type { RunStore } from './run-store.ts';
import { heldAgent } from './stage-of.ts';
import { useCast } from './use-cast.ts';

interface LostSessionCardProps {
  readonly store: RunStore;
  readonly hold: PendingHold;
  readonly pending: Extract<Pending, { type: 'lost-session' }>;
}

/** A call builds on what its server does not remember any more: whether it goes on without that. */
export function LostSessionCard({ store, hold, pending }: LostSessionCardProps) {
  const cast = useCast(store);
  const agent = heldAgent(hold, store.getState().conversation);
  const { session, tool, arguments: args } = pending;
  const answer = (choice: LostSessionAnswer): void =>
    void runCommands.control(store, { type: 'lost-session', place: hold.place, answer: choice });
  return (
    <article className="pending" aria-label="The session of a server is gone">
      <header>
        {agent === null ? (
          <Unplug className="icon icon-s" aria-hidden="true" />
        ) : (
          <Portrait member={cast.memberOf(agent)} size="sm" />
        )}
        <b>{`${agent === null ? 'The team' : cast.nameOf(agent)} misses what its server remembered`}</b>
      </header>
      <p className="pending-text">{session.why} Whatever this run had opened, entered or stored there is gone:</p>
      <code className="pending-code">{session.server}</code>
      <p className="pending-text">
        Next it calls <code>{tool}</code>.
      </p>
      <CallArguments tool={tool} fields={args} />
      <footer>
        <button type="button" className="btn warn" onClick={() => answer('start-anew')}>
          Start a new session
        </button>
        <button type="button" className="btn" onClick={() => answer('leave-out')}>
          Leave this call out
        </button>
        <button type="button" className="btn bad" onClick={() => void runCommands.control(store, { type: 'stop' })}>
          Stop the run
        </button>
      </footer>
      <p className="pending-rest">
        In a new session the server begins with nothing. Nothing happens until you answer; you may close the window.
      </p>
    </article>
  );
}
