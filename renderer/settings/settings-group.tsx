import { useId, type ReactNode } from 'react';

interface SettingsGroupProps {
  readonly title: string;
  /** One or two sentences under the title. */
  readonly about?: ReactNode;
  readonly children: ReactNode;
}

/** Settings that belong together, under a heading. */
export function SettingsGroup({ title, about, children }: SettingsGroupProps) {
  const id = useId();
  return (
    <section className="settings-group" aria-labelledby={id}>
      <h3 id={id} className="settings-group-title">
        {title}
      </h3>
      {about && <p className="t12 dim settings-about">{about}</p>}
      {children}
    </section>
  );
}
