import { pythonStr } from './python-repr.ts';

const SPEC = /^(?:(.)?([<>^]))?([+ ]?)(0?)(\d*)(,?)(?:\.(\d+))?([sdfF%]?)$/su;

/**
 * A value in the form that the part after the colon of a Python placeholder asks for: fill, side, width, precision and
 * type. Undefined where Python would not take it, or takes it in a way that is not known here.
 */
export function formatValue(value: unknown, spec: string): string | undefined {
  if (spec === '') return pythonStr(value);
  const parts = SPEC.exec(spec);
  if (parts === null) return undefined;
  const [, fill = ' ', side, sign = '', zero = '', width = '', comma = '', precision, type = ''] = parts;
  if (typeof value === 'string') {
    if (sign !== '' || comma !== '' || zero === '0' || !['', 's'].includes(type)) return undefined;
    return padded([...value].slice(0, precision === undefined ? undefined : Number(precision)), { fill, side, width });
  }
  // To Python a truth value is a number here.
  const number = typeof value === 'boolean' ? Number(value) : value;
  if (typeof number !== 'number' || type === 's') return undefined;
  const digits = digitsOf(Math.abs(number), { precision, type, comma });
  if (digits === undefined) return undefined;
  const mark = number < 0 ? '-' : sign;
  const isPaddedInside = zero === '0' && side === undefined;
  const inside = isPaddedInside ? digits.padStart(Number(width) - mark.length, '0') : digits;
  return padded([...mark, ...inside], { fill, side: side ?? '>', width });
}

function digitsOf(
  number: number,
  { precision, type, comma }: { precision: string | undefined; type: string; comma: string },
): string | undefined {
  const isWhole = Number.isInteger(number);
  if ((type === 'd' || type === '') && (precision !== undefined || (type === 'd' && !isWhole))) return undefined;
  const places = Number(precision ?? 6);
  const text =
    type === '%'
      ? (number * 100).toFixed(places)
      : type === '' || type === 'd'
        ? pythonStr(number)
        : number.toFixed(places);
  const grouped = comma === '' ? text : text.replace(/^\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ','));
  return type === '%' ? `${grouped}%` : grouped;
}

interface Padding {
  readonly fill: string;
  readonly side: string | undefined;
  readonly width: string;
}

/** Python counts characters, not their halves. In the middle the odd blank stands behind. */
function padded(characters: readonly string[], { fill, side = '<', width }: Padding): string {
  const missing = Math.max(0, Number(width) - characters.length);
  const before = side === '>' ? missing : side === '^' ? Math.floor(missing / 2) : 0;
  return fill.repeat(before) + characters.join('') + fill.repeat(missing - before);
}
