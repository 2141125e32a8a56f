// An authenticator app (RFC 6238).
import { createHmac } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function decode(base32) {
  let bits = 0n;
  for (const letter of base32) bits = (bits << 5n) | BigInt(alphabet.indexOf(letter));
  const length = Math.floor((base32.length * 5) / 8);
  bits >>= BigInt(base32.length * 5 - length * 8);
  return Buffer.from(bits.toString(16).padStart(length * 2, '0'), 'hex');
}

export class Authenticator {
  #last = 0;

  constructor(secret) {
    this.key = decode(secret);
  }

  /**
   * A code that was not given before, good for twenty seconds at least: the server takes each once, and a step of 30 seconds early
   * or late.
   */
  async code() {
    const now = () => Math.floor(Date.now() / 30_000);
    const oldest = Math.floor((Date.now() + 20_000) / 30_000) - 1;
    this.#last = Math.max(this.#last + 1, oldest);
    while (this.#last > now() + 1) await new Promise((resolve) => setTimeout(resolve, 500));
    return this.at(this.#last);
  }

  at(step) {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(step));
    const mac = createHmac('sha1', this.key).update(counter).digest();
    const number = mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, '0');
  }
}
