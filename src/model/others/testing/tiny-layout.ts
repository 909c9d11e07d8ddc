/**
 * A model in Hugging Face's ONNX layout that tests make themselves: a real graph with a real KV cache, which knows some
 * texts by heart. What it foretells hangs on every token that it has seen, its place and the mask over it, so that a wrong
 * cache, position or prompt makes it say something else.
 */
import { at } from '../../../base/assert.ts';
import { joined, messageField, stringField, varintField } from '../../protobuf.ts';

/** A text and what the model writes after it, both as ids. */
export interface Memory {
  readonly prompt: readonly number[];
  readonly answer: readonly number[];
}

export interface TinyLayoutOptions {
  readonly memories: readonly Memory[];
  /** Special tokens besides the end of text. */
  readonly specials?: readonly string[];
  readonly chatTemplate?: string;
  readonly contextLength?: number;
}

export const TINY_END = '<|endoftext|>';
/** A chat template of the usual kind. */
export const TINY_CHAT = "{% for message in messages %}<|start|>{{ message.role }}\n{{ message.content }}<|end|>\n{% endfor %}{% if add_generation_prompt %}<|start|>assistant\n{% endif %}";
export const TINY_CHAT_TOKENS = ['<|start|>', '<|end|>'];

const DATA_FILE = 'model.onnx_data';
const PLACES = 8192;
const SLOTS = 2 ** 20;
/** Logit of the token that it knows. */
const SURE = 8;

/** The characters that byte-level BPE writes bytes as (GPT-2's table). */
function byteCharacters(): string[] {
  const printable = (byte: number): boolean => (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(printable(byte) ? byte : next++));
}

const MERGES = [['i', 'n'], ['Ġ', 'Ġ'], ['l', 'i'], ['li', 'n'], ['lin', 'e'], ['Ġ', '='], ['t', 'o']] as const;

/** tokenizer.json of a byte-level BPE with a few merges. */
export function tinyTokenizer(specials: readonly string[] = []): object {
  const vocab: Record<string, number> = {};
  byteCharacters().forEach((character, id) => (vocab[character] = id));
  MERGES.forEach(([left, right], index) => (vocab[left + right] = 256 + index));
  const first = 256 + MERGES.length;
  const added = [TINY_END, ...specials].map((content, index) => ({ id: first + index, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }));
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: added,
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: { type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: null, end_of_word_suffix: null, fuse_unk: false, byte_fallback: false, vocab, merges: MERGES.map((pair) => [...pair]) },
  };
}

export function tinyTokenizerConfig(chatTemplate?: string): object {
  return { tokenizer_class: 'GPT2Tokenizer', eos_token: TINY_END, ...(chatTemplate === undefined ? {} : { chat_template: chatTemplate }) };
}

/** The files of the layout by their paths. Throws where they are too many texts. */
export function tinyLayout({ memories, specials = [], chatTemplate, contextLength = 4096 }: TinyLayoutOptions): Map<string, Uint8Array<ArrayBuffer>> {
  const end = 256 + MERGES.length;
  const vocabSize = end + 1 + specials.length;
  const { graph, path, data } = tinyNetwork(memories, vocabSize, end);
  const json = (value: object): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(JSON.stringify(value, null, 1)));
  return new Map([
    ['config.json', json({ model_type: 'gpt2', vocab_size: vocabSize, max_position_embeddings: contextLength, eos_token_id: end })],
    ['generation_config.json', json({ eos_token_id: end })],
    ['tokenizer.json', json(tinyTokenizer(specials))],
    ['tokenizer_config.json', json(tinyTokenizerConfig(chatTemplate))],
    ['onnx/model.onnx', graph],
    [`onnx/${path}`, data],
  ]);
}

/**
 * The graph alone, and its weights by the name that it has for them: that of any vocabulary, so that models of our own in their
 * first form are tested with it too. Throws where they are too many texts.
 */
export function tinyNetwork(memories: readonly Memory[], vocabSize: number, end: number): { readonly graph: Uint8Array<ArrayBuffer>; readonly path: string; readonly data: Uint8Array<ArrayBuffer> } {
  const { weights, table } = learnt(memories, end);
  const data = new Uint8Array(PLACES * 8 + SLOTS * 2);
  data.set(new Uint8Array(BigInt64Array.from(weights, BigInt).buffer), 0);
  data.set(new Uint8Array(table.buffer), PLACES * 8);
  return { graph: new Uint8Array(tinyGraph(vocabSize)), path: DATA_FILE, data };
}

/** Weights of places under which no two texts that go on differently share a slot, and the table of what comes next. */
function learnt(memories: readonly Memory[], end: number): { readonly weights: readonly number[]; readonly table: Int16Array<ArrayBuffer> } {
  for (let seed = 1; seed < 100; seed += 1) {
    const weights = placeWeights(seed);
    const table = new Int16Array(SLOTS).fill(end);
    const known = new Map<number, number>();
    let clash = false;
    for (const { prompt, answer } of memories) {
      const text = [...prompt, ...answer];
      let sum = 0;
      for (let place = 0; place + 1 < text.length; place += 1) {
        sum += (at(text, place) + 1) * at(weights, place);
        if (place < prompt.length - 1) continue;
        const slot = sum % SLOTS;
        const next = at(text, place + 1);
        clash ||= (known.get(slot) ?? next) !== next;
        known.set(slot, next);
        table[slot] = next;
      }
    }
    if (!clash) return { weights, table };
  }
  throw new Error('These texts are too many for the table.');
}

/** From a small generator: the same ones always. */
function placeWeights(seed: number): number[] {
  let state = seed * 7919;
  return Array.from({ length: PLACES }, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) | 1;
  });
}

const [FLOAT, INT16, INT64] = [1, 5, 7];

/** Field numbers of onnx.proto. */
function tinyGraph(vocabSize: number): Uint8Array {
  const node = (operator: string, inputs: readonly string[], output: string, attributes: readonly Uint8Array[] = []): Uint8Array =>
    messageField(1, [...inputs.map((name) => stringField(1, name)), stringField(2, output), stringField(3, output), stringField(4, operator), ...attributes.map((one) => messageField(5, [one]))]);
  const integer = (name: string, value: number): Uint8Array => joined([stringField(1, name), varintField(3, value), varintField(20, 2)]);
  const value = (number: number, name: string, type: number, dims: readonly (string | number)[]): Uint8Array => {
    const shape = messageField(2, dims.map((dim) => messageField(1, [typeof dim === 'number' ? varintField(1, dim) : stringField(2, dim)])));
    return messageField(number, [stringField(1, name), messageField(2, [messageField(1, [varintField(1, type), shape])])]);
  };
  const tensor = (name: string, type: number, dims: readonly number[], parts: readonly Uint8Array[]): Uint8Array => messageField(5, [...dims.map((dim) => varintField(1, dim)), varintField(2, type), ...parts, stringField(8, name)]);
  const inside = (bytes: ArrayBuffer): Uint8Array[] => [messageField(9, [new Uint8Array(bytes)])];
  const outside = (offset: number, length: number): Uint8Array[] => [
    ...Object.entries({ location: DATA_FILE, offset: String(offset), length: String(length) }).map(([key, entry]) => messageField(13, [stringField(1, key), stringField(2, entry)])),
    varintField(14, 1),
  ];
  const int64 = (name: string, values: readonly number[], dims: readonly number[] = [values.length]): Uint8Array => tensor(name, INT64, dims, inside(BigInt64Array.from(values, BigInt).buffer));
  const cast = (input: string, output: string, type: number): Uint8Array => node('Cast', [input], output, [integer('to', type)]);
  const graph = [
    cast('input_ids', 'ids_f', FLOAT),
    node('Unsqueeze', ['ids_f', 'heads_and_width'], 'ids_new'),
    node('Concat', ['past_key_values.0.key', 'ids_new'], 'present.0.key', [integer('axis', 2)]),
    cast('position_ids', 'places_f', FLOAT),
    node('Unsqueeze', ['places_f', 'heads_and_width'], 'places_new'),
    node('Concat', ['past_key_values.0.value', 'places_new'], 'present.0.value', [integer('axis', 2)]),
    node('Squeeze', ['present.0.key', 'heads_and_width'], 'ids_all_f'),
    cast('ids_all_f', 'ids_all', INT64),
    node('Squeeze', ['present.0.value', 'heads_and_width'], 'places_all_f'),
    cast('places_all_f', 'places_all', INT64),
    node('Gather', ['place_weights', 'places_all'], 'weights'),
    node('Add', ['ids_all', 'one'], 'ids_from_one'),
    node('Mul', ['ids_from_one', 'weights'], 'weighed'),
    node('Mul', ['weighed', 'attention_mask'], 'seen'),
    node('CumSum', ['seen', 'axis_1'], 'sums'),
    node('Shape', ['input_ids'], 'shape'),
    node('Gather', ['shape', 'index_1'], 'length'),
    node('Neg', ['length'], 'from_end'),
    node('Slice', ['sums', 'from_end', 'to_end', 'axes_1'], 'last_sums'),
    node('Mod', ['last_sums', 'slots'], 'slot'),
    node('Gather', ['table', 'slot'], 'next_16'),
    cast('next_16', 'next', INT64),
    node('OneHot', ['next', 'depth', 'off_and_on'], 'logits', [integer('axis', 2)]),
    stringField(2, 'tiny'),
    tensor('place_weights', INT64, [PLACES], outside(0, PLACES * 8)),
    tensor('table', INT16, [SLOTS], outside(PLACES * 8, SLOTS * 2)),
    int64('heads_and_width', [1, 3]),
    int64('one', [1]),
    int64('axis_1', [1], []),
    int64('axes_1', [1]),
    int64('index_1', [1]),
    int64('to_end', [2 ** 31]),
    int64('slots', [SLOTS]),
    int64('depth', [vocabSize]),
    tensor('off_and_on', FLOAT, [2], inside(Float32Array.of(0, SURE).buffer)),
    ...['input_ids', 'position_ids'].map((name) => value(11, name, INT64, ['batch_size', 'sequence_length'])),
    value(11, 'attention_mask', INT64, ['batch_size', 'total_length']),
    ...['key', 'value'].map((part) => value(11, `past_key_values.0.${part}`, FLOAT, ['batch_size', 1, 'past_length', 1])),
    value(12, 'logits', FLOAT, ['batch_size', 'sequence_length', vocabSize]),
    ...['key', 'value'].map((part) => value(12, `present.0.${part}`, FLOAT, ['batch_size', 1, 'total_length', 1])),
  ];
  return joined([varintField(1, 8), messageField(7, graph), messageField(8, [stringField(1, ''), varintField(2, 17)])]);
}
