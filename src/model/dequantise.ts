/**
 * The same network with its int8 weights in single precision, made before the runtime opens it. Left to the runtime, which
 * folds them itself, its memory (which never shrinks) holds at some moment the file, the parsed graph, the folded weights
 * and those that it has laid out for its kernels: 43 MB for the small model, where 28 do if they come from outside. The
 * arithmetic is the operator's own, the integer times its scale, rounded to single precision once, so that every weight has
 * the same bits.
 *
 * For weights as `training/graph.py` writes them: int8 constants of two dimensions without a zero point, one scale for each
 * index of an axis. What has another form is left to the runtime.
 * https://onnx.ai/onnx/operators/onnx__DequantizeLinear.html
 */
import type { GraphFiles } from './onnx-session.ts';
import type { Field } from './protobuf.ts';
import { fieldsOf, joined, messageField, numbersOf, stringField, stringOf, varintField } from './protobuf.ts';

// Field numbers and values of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, initializer: 5 } as const;
const NODE = { input: 1, output: 2, operator: 4, attribute: 5 } as const;
const ATTRIBUTE = { name: 1, int: 3 } as const;
const TENSOR = { dims: 1, dataType: 2, name: 8, raw: 9, external: 13, location: 14 } as const;
const ENTRY = { key: 1, value: 2 } as const;
const [FLOAT, INT8] = [1, 3];
const EXTERNAL = 1;

/** What the graph names the file of the weights that were made here. */
const PATH = 'single-precision.bin';

/** A constant of the graph. */
interface Constant {
  readonly field: Field;
  readonly dims: readonly number[];
  readonly type: number;
  /** Its elements as they lie in the file; null where they are elsewhere than the graph says, or in another form. */
  readonly bytes: Uint8Array | null;
}

interface Weight {
  /** What goes for it: its node, and the constants that nobody else uses. */
  readonly node: Field;
  readonly name: string;
  readonly values: Constant;
  readonly scales: Float32Array;
  readonly axis: number;
}

/**
 * Graph and external files with the weights in single precision; the given ones where there are none to make. Throws where
 * the graph is cut off.
 */
export function dequantise(files: GraphFiles): GraphFiles {
  const model = fieldsOf(files.graph);
  const graph = model.filter((field) => field.number === MODEL_GRAPH).flatMap((field) => fieldsOf(field.bytes));
  const constants = new Map(graph.filter((field) => field.number === GRAPH.initializer).map((field) => constantOf(field, files)));
  const weights = graph.flatMap((field) => (field.number === GRAPH.node ? weightOf(field, constants) : []));
  if (weights.length === 0) return files;
  const data = new Float32Array(weights.reduce((sum, { values }) => sum + elementsOf(values), 0));
  const made: Uint8Array[] = [];
  let place = 0;
  for (const weight of weights) {
    const elements = elementsOf(weight.values);
    multiply(weight, data.subarray(place, place + elements));
    made.push(externalConstant(weight, place * data.BYTES_PER_ELEMENT));
    place += elements;
  }
  const gone = new Set<Field>(weights.map(({ node }) => node));
  const rest = graph.filter((field) => !gone.has(field));
  const used = new Set(rest.filter((field) => field.number === GRAPH.node).flatMap((field) => stringsOf(fieldsOf(field.bytes), NODE.input)));
  for (const [name, { field }] of constants) if (!used.has(name)) gone.add(field);
  const contents = [...rest.filter((field) => !gone.has(field)).map((field) => field.raw), ...made];
  return {
    ...files,
    graph: joined(model.map((field) => (field.number === MODEL_GRAPH ? messageField(MODEL_GRAPH, contents) : field.raw))),
    external: [...files.external, { path: PATH, data: new Uint8Array(data.buffer) }],
  };
}

function elementsOf({ dims }: Constant): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

/** The weight that a node makes of constants; nothing where it is another node, or the weight has another form. */
function weightOf(node: Field, constants: ReadonlyMap<string, Constant>): readonly Weight[] {
  const fields = fieldsOf(node.bytes);
  if (stringsOf(fields, NODE.operator)[0] !== 'DequantizeLinear') return [];
  const inputs = stringsOf(fields, NODE.input);
  const [values, scale] = inputs.map((input) => constants.get(input));
  const [name] = stringsOf(fields, NODE.output);
  if (inputs.length !== 2 || values?.bytes?.length === undefined || scale?.bytes?.length === undefined || name === undefined) return [];
  const attributes = new Map(fields.filter((field) => field.number === NODE.attribute).map((field) => attributeOf(fieldsOf(field.bytes))));
  const axis = attributes.get('axis') ?? 1;
  const isKnown = [...attributes.keys()].every((attribute) => attribute === 'axis') && (axis === 0 || axis === 1);
  const fits = values.type === INT8 && values.dims.length === 2 && values.bytes.length === elementsOf(values) && scale.type === FLOAT && scale.bytes.length === 4 * (values.dims[axis] ?? 0);
  if (!isKnown || !fits) return [];
  return [{ node, name, values, scales: new Float32Array(scale.bytes.slice().buffer), axis }];
}

/** @param into as many elements as the weight has, in the same order. */
function multiply({ values, scales, axis }: Weight, into: Float32Array): void {
  const { bytes } = values;
  const columns = values.dims[1] ?? 0;
  if (bytes === null) return;
  const integers = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let from = 0, row = 0; from < integers.length; from += columns, row++) {
    const scale = scales[row] ?? 0;
    if (axis === 0) for (let column = 0; column < columns; column++) into[from + column] = integers[from + column]! * scale;
    else for (let column = 0; column < columns; column++) into[from + column] = integers[from + column]! * scales[column]!;
  }
}

function externalConstant({ name, values }: Weight, offset: number): Uint8Array {
  const entry = (key: string, value: string): Uint8Array => messageField(TENSOR.external, [stringField(ENTRY.key, key), stringField(ENTRY.value, value)]);
  return messageField(GRAPH.initializer, [
    ...values.dims.map((dim) => varintField(TENSOR.dims, dim)),
    varintField(TENSOR.dataType, FLOAT),
    stringField(TENSOR.name, name),
    entry('location', PATH),
    entry('offset', String(offset)),
    entry('length', String(elementsOf(values) * Float32Array.BYTES_PER_ELEMENT)),
    varintField(TENSOR.location, EXTERNAL),
  ]);
}

function constantOf(field: Field, { external }: GraphFiles): [string, Constant] {
  const tensor = fieldsOf(field.bytes);
  const of = (number: number): Field[] => tensor.filter((part) => part.number === number);
  const entries = new Map(of(TENSOR.external).map(({ bytes }) => entryOf(fieldsOf(bytes))));
  const [from, length] = [Number(entries.get('offset') ?? 0), Number(entries.get('length') ?? Number.NaN)];
  const file = external.find(({ path }) => path === entries.get('location'));
  const bytes = entries.size === 0 ? of(TENSOR.raw)[0]?.bytes : file?.data.subarray(from, from + length);
  return [stringsOf(tensor, TENSOR.name)[0] ?? '', { field, dims: of(TENSOR.dims).flatMap(numbersOf), type: of(TENSOR.dataType)[0]?.value ?? 0, bytes: bytes ?? null }];
}

function attributeOf(fields: readonly Field[]): [string, number | undefined] {
  return [stringsOf(fields, ATTRIBUTE.name)[0] ?? '', fields.find((field) => field.number === ATTRIBUTE.int)?.value];
}

function entryOf(fields: readonly Field[]): [string, string] {
  return [stringsOf(fields, ENTRY.key)[0] ?? '', stringsOf(fields, ENTRY.value)[0] ?? ''];
}

function stringsOf(message: readonly Field[], number: number): string[] {
  return message.filter((field) => field.number === number).map(stringOf);
}
