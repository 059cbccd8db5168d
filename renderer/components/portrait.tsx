import type { CastMember } from '../nodes/cast.ts';

interface PortraitProps {
  readonly member: CastMember;
  readonly size?: 'sm' | 'lg';
  /** The house lights are down on this one. */
  readonly isOff?: boolean;
}

/** The monogram of an agent. Always stands beside the name, so it is silent to screen readers. */
export function Portrait({ member, size, isOff = false }: PortraitProps) {
  const classes = ['portrait', member.colour, size, isOff && 'off'].filter(Boolean).join(' ');
  return (
    <span className={classes} aria-hidden="true">
      {member.monogram}
    </span>
  );
}
