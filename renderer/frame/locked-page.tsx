import { Mark } from '../components/mark.tsx';

/** Shown where the engine does not know this page: a used token, or an address typed by hand. */
export function LockedPage() {
  return (
    <main className="empty" style={{ height: '100%' }}>
      <Mark />
      <h1 style={{ font: 'var(--t-16)', fontWeight: 600, color: 'var(--ink)' }}>
        Open the address that the terminal printed
      </h1>
      <p style={{ maxWidth: '46ch' }}>
        This page has no session with the engine. An address works once; the terminal in which Troupe runs prints a
        fresh one each time.
      </p>
      <button type="button" className="btn" onClick={() => location.reload()}>
        Try again
      </button>
    </main>
  );
}
