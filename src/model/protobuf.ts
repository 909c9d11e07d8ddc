/**
 * The wire format of protocol buffers, as far as rewriting an ONNX file needs it: messages are taken apart into fields
 * and put together again, and what is not looked at is copied as it is.
 * https://protobuf.dev/programming-guides/encoding/
 */
import { assert } from '../base/assert.ts';

export interface Field {
  readonly number: number;
  /** The whole field, tag included: what is copied where nothing changes. */
  readonly raw: Uint8Array;
  /** Contents of a length-delimited field; empty for others. */
  readonly bytes: Uint8Array;
  /** Value of a varint field; 0 for others. */
  readonly value: number;
}

const [VARINT, FIXED64, DELIMITED, FIXED32] = [0, 1, 2, 5];
const text = { encode: new TextEncoder(), decode: new TextDecoder() };

/** The fields of a message in their order. Throws where it is cut off or has a wire type that is not in use any more. */
export function fieldsOf(message: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = message[at++];
      if (byte === undefined) throw new Error('The message is cut off.');
      // Ten-byte (negative) numbers lose their high bits; none is read here.
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const start = at;
    const tag = varint();
    const wire = tag & 7;
    let [value, from] = [0, at];
    if (wire === VARINT) value = varint();
    else if (wire === DELIMITED) {
      const length = varint();
      from = at;
      at += length;
    } else if (wire === FIXED64) at += 8;
    else if (wire === FIXED32) at += 4;
    else throw new Error(`A field has wire type ${wire}.`);
    if (at > message.length) throw new Error('The message is cut off.');
    fields.push({ number: Math.floor(tag / 8), raw: message.subarray(start, at), bytes: wire === DELIMITED ? message.subarray(from, at) : new Uint8Array(0), value });
  }
  return fields;
}

export function stringOf(field: Field): string {
  return text.decode.decode(field.bytes);
}

/** The varints of a repeated field, which stand in one field, packed, or in one field each. */
export function numbersOf({ bytes, value }: Field): number[] {
  if (bytes.length === 0) return [value];
  const numbers: number[] = [];
  for (let place = 0, scale = 1, number = 0; place < bytes.length; place += 1) {
    const byte = bytes[place] ?? 0;
    number += (byte & 127) * scale;
    scale *= 128;
    if (byte >= 128) continue;
    numbers.push(number);
    [number, scale] = [0, 1];
  }
  return numbers;
}

export function varintField(number: number, value: number): Uint8Array {
  return Uint8Array.from([...varint(number * 8 + VARINT), ...varint(value)]);
}

export function stringField(number: number, value: string): Uint8Array {
  return messageField(number, [text.encode.encode(value)]);
}

/** A length-delimited field of the parts' bytes. */
export function messageField(number: number, parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return joined([Uint8Array.from([...varint(number * 8 + DELIMITED), ...varint(length)]), ...parts]);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function varint(value: number): number[] {
  assert(Number.isSafeInteger(value) && value >= 0, 'only small positive numbers are written');
  const bytes: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return [...bytes, value];
}
