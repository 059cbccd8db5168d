/** Colours of the timeline as a canvas element needs them: resolved, for the theme that is on. */
export interface TimelineTheme {
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly line: string;
  readonly surface: string;
  readonly raise: string;
  readonly accent: string;
  readonly live: string;
  readonly error: string;
  readonly warn: string;
  readonly onWarn: string;
  readonly past: string;
  readonly onPast: string;
  readonly onSolid: string;
  /** By the class of a portrait: `a1` … `a12`, `a-human`, `a-tool`. */
  cast: (colour: string) => { readonly solid: string; readonly ink: string; readonly tint: string };
}

/**
 * Reads the tokens where `host` stands. Custom properties hold `light-dark(…)`: only a colour that is in use is resolved,
 * so each is put on a probe and read back.
 */
export function readTimelineTheme(host: HTMLElement): TimelineTheme {
  const probe = document.createElement('span');
  probe.hidden = true;
  host.append(probe);
  const read = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const known = new Map<string, ReturnType<TimelineTheme['cast']>>();
  const readCast = (colour: string): ReturnType<TimelineTheme['cast']> => {
    host.append(probe);
    probe.className = colour;
    const colours = { solid: read('--as'), ink: read('--ai'), tint: read('--at') };
    probe.remove();
    return colours;
  };
  const theme: TimelineTheme = {
    ink: read('--ink'),
    ink2: read('--ink-2'),
    ink3: read('--ink-3'),
    line: read('--line-2'),
    surface: read('--surface'),
    raise: read('--raise'),
    accent: read('--accent'),
    live: read('--live'),
    error: read('--error-fill'),
    warn: read('--warn-fill'),
    onWarn: read('--on-warn'),
    past: read('--past-fill'),
    onPast: read('--on-past'),
    onSolid: read('--on-solid'),
    cast: (colour) => {
      const colours = known.get(colour) ?? readCast(colour);
      known.set(colour, colours);
      return colours;
    },
  };
  probe.remove();
  return theme;
}

/** Calls back when the theme of the page changes. Gives back how to stop. */
export function onThemeChange(changed: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  system.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', changed);
  };
}
