/** The Troupe mark: three players on a line. */
export function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" fill="currentColor" role="img" aria-label="Troupe">
      <circle cx="4" cy="11" r="2.5" />
      <circle cx="11" cy="7" r="2.5" />
      <circle cx="18" cy="11" r="2.5" />
      <rect x="1" y="17" width="20" height="1.75" />
    </svg>
  );
}
