/** A work folder in memory: contents by path. */
export class Folder {
  /** @type {Map<string, Uint8Array>} */
  files = new Map();

  /** @param {readonly { path: string, base64: string }[]} files */
  constructor(files = []) {
    for (const { path, base64 } of files) this.files.set(path, Uint8Array.fromBase64(base64));
  }

  /** Bytes of all files. */
  get size() {
    return this.files.values().reduce((sum, { length }) => sum + length, 0);
  }

  copy() {
    const copy = new Folder();
    copy.files = new Map(this.files);
    return copy;
  }

  /**
   * What is other in a later folder; `base64: null`: it is gone.
   * @param {Folder} after
   */
  changesTo(after) {
    const changed = [];
    for (const [path, bytes] of after.files) {
      const old = this.files.get(path);
      if (old === undefined || !isSame(old, bytes)) changed.push({ path, base64: bytes.toBase64() });
    }
    for (const path of this.files.keys()) if (!after.files.has(path)) changed.push({ path, base64: null });
    return changed;
  }
}

/** @param {Uint8Array} a @param {Uint8Array} b */
function isSame(a, b) {
  return a === b || (a.length === b.length && a.every((byte, index) => byte === b[index]));
}
