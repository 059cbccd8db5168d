/** A number of tokens where many stand below each other. */
export function TokenCount({ tokens }: { readonly tokens: number }) {
  return (
    <>
      {tokens.toLocaleString('en-GB')} <abbr title="tokens">tok</abbr>
    </>
  );
}
