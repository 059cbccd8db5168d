import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE_BYTES = 8;
/** Length, type and checksum of a chunk. */
const FRAME_BYTES = 12;
const TRUE_COLOUR = 2;

/**
 * Packs a picture of a page tighter, without loss: flat colours pack best unfiltered, and Chromium packs in haste.
 * @param {Buffer} png with 8 bits a channel and no transparency, as Chromium makes it
 * @returns {Buffer}
 */
export function shrinkPng(png) {
  const header = png.subarray(SIGNATURE_BYTES + 8, SIGNATURE_BYTES + 8 + 13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  if (header[8] !== 8 || header[9] !== TRUE_COLOUR) throw new Error('This is no picture as Chromium makes it.');
  const rows = unfilter(inflateSync(Buffer.concat(pixelChunks(png))), { stride: width * 3, height });
  const packed = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([
    png.subarray(0, SIGNATURE_BYTES),
    chunk('IHDR', header),
    chunk('IDAT', packed),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** @param {Buffer} png */
function pixelChunks(png) {
  const found = [];
  for (let at = SIGNATURE_BYTES; at < png.length; at += png.readUInt32BE(at) + FRAME_BYTES) {
    const body = at + 8;
    if (png.toString('latin1', at + 4, body) === 'IDAT') found.push(png.subarray(body, body + png.readUInt32BE(at)));
  }
  return found;
}

/**
 * Takes away what each row was predicted from (PNG specification, section 9), and leaves rows of filter 0.
 * @param {Buffer} data
 * @param {{ stride: number, height: number }} size
 */
function unfilter(data, { stride, height }) {
  for (let y = 0; y < height; y += 1) {
    const row = y * (stride + 1) + 1;
    const filter = data[row - 1];
    for (let x = 0; x < stride; x += 1) {
      const left = x < 3 ? 0 : (data[row + x - 3] ?? 0);
      const above = y === 0 ? 0 : (data[row + x - stride - 1] ?? 0);
      const corner = x < 3 || y === 0 ? 0 : (data[row + x - stride - 4] ?? 0);
      data[row + x] = ((data[row + x] ?? 0) + predict(filter, { left, above, corner })) & 255;
    }
    data[row - 1] = 0;
  }
  return data;
}

/**
 * @param {number | undefined} filter
 * @param {{ left: number, above: number, corner: number }} around
 */
function predict(filter, { left, above, corner }) {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter !== 4) return 0;
  const guess = left + above - corner;
  const [byLeft, byAbove, byCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}

/**
 * @param {string} type
 * @param {Buffer} body
 */
function chunk(type, body) {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const framed = Buffer.alloc(typed.length + 8);
  framed.writeUInt32BE(body.length, 0);
  typed.copy(framed, 4);
  framed.writeUInt32BE(crc32(typed), typed.length + 4);
  return framed;
}
