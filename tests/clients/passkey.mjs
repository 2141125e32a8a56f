// An authenticator with one ES256 passkey (Web Authentication, section 6).
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const length = (major, count) => (count < 24 ? Buffer.from([major | count]) : count < 256 ? Buffer.from([major | 24, count]) : Buffer.from([major | 25, count >> 8, count & 255]));
const cbor = {
  integer: (value) => (value >= 0 ? length(0x00, value) : length(0x20, -1 - value)),
  bytes: (value) => Buffer.concat([length(0x40, value.length), value]),
  text: (value) => Buffer.concat([length(0x60, value.length), Buffer.from(value)]),
  map: (...entries) => Buffer.concat([length(0xa0, entries.length), ...entries.flat()]),
};

export class Passkey {
  #id = randomBytes(32);
  #pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  #counter = 0;

  constructor(origin) {
    this.origin = origin;
  }

  /** RegistrationResponseJSON. */
  register({ challenge, rp }) {
    const { x, y } = this.#pair.publicKey.export({ format: 'jwk' });
    const key = cbor.map(
      [cbor.integer(1), cbor.integer(2)], [cbor.integer(3), cbor.integer(-7)], [cbor.integer(-1), cbor.integer(1)],
      [cbor.integer(-2), cbor.bytes(Buffer.from(x, 'base64url'))], [cbor.integer(-3), cbor.bytes(Buffer.from(y, 'base64url'))]);
    const data = Buffer.concat([this.#data(rp.id, 0x45), Buffer.alloc(16), Buffer.from([0, this.#id.length]), this.#id, key]);
    const attestation = cbor.map([cbor.text('fmt'), cbor.text('none')], [cbor.text('attStmt'), cbor.map()], [cbor.text('authData'), cbor.bytes(data)]);
    return this.#answer({
      clientDataJSON: this.#clientData('webauthn.create', challenge).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    });
  }

  /** AuthenticationResponseJSON. */
  use({ challenge, rpId }) {
    const client = this.#clientData('webauthn.get', challenge);
    const data = this.#data(rpId, 0x05);
    return this.#answer({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', Buffer.concat([data, sha256(client)]), this.#pair.privateKey).toString('base64url'),
    });
  }

  #clientData(type, challenge) {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }));
  }

  /** Of the relying party, with flags and a counter that goes up. */
  #data(relyingParty, flags) {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.#counter++);
    return Buffer.concat([sha256(relyingParty), Buffer.from([flags]), counter]);
  }

  #answer(response) {
    const id = this.#id.toString('base64url');
    return { id, rawId: id, type: 'public-key', authenticatorAttachment: 'platform', clientExtensionResults: {}, response };
  }
}
