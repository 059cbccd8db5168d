import { useStore } from 'zustand';
import { connection } from '../rpc/api.ts';

/** Says that the engine cannot be reached, for as long as that is so. */
export function ConnectionNotice() {
  const isLost = useStore(connection.state, ({ state }) => state === 'lost');
  return (
    <div role="status" className={isLost ? 'connection-notice' : 'sr-only'}>
      {isLost && (
        <>
          <b>The engine does not answer.</b> Trying again. What you change is kept here and saved when it is back.
        </>
      )}
    </div>
  );
}
