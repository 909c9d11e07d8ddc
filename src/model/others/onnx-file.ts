/** What an ONNX file says of itself, read without running it: so that what is missing can be named before it is opened. */
import type { Field } from '../protobuf.ts';
import { fieldsOf, numbersOf, stringOf } from '../protobuf.ts';

export interface TensorType {
  readonly name: string;
  /** `TensorProto.DataType`: 1 float32, 7 int64, 10 float16. */
  readonly elementType: number;
  /** Null where it is not a fixed number. */
  readonly dims: readonly (number | null)[];
}

export interface OnnxFile {
  readonly inputs: readonly TensorType[];
  readonly outputs: readonly TensorType[];
  /** Files of external weights, by the name that the graph has for them, and how many bytes each must have. */
  readonly external: ReadonlyMap<string, number>;
  readonly operators: ReadonlySet<string>;
  /** Elements of all weights. */
  readonly parameters: number;
  /** Bytes of the largest weight. */
  readonly largestTensor: number;
}

// Field numbers of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12 } as const;
const NODE_OPERATOR = 4;
const VALUE = { name: 1, type: 2 } as const;
const TENSOR_TYPE = { tensor: 1, elementType: 1, shape: 2, dim: 1, dimValue: 1 } as const;
const TENSOR = { dims: 1, raw: 9, external: 13 } as const;
const ENTRY = { key: 1, value: 2 } as const;

/** Throws where the file is cut off or is no ONNX. */
export function readOnnxFile(bytes: Uint8Array): OnnxFile {
  const model = fieldsOf(bytes).find(({ number }) => number === MODEL_GRAPH);
  if (model === undefined) throw new Error('It has no graph.');
  const graph = fieldsOf(model.bytes);
  const of = (number: number): Field[] => graph.filter((field) => field.number === number);
  const external = new Map<string, number>();
  let parameters = 0;
  let largestTensor = 0;
  for (const { bytes: tensor } of of(GRAPH.initializer)) {
    const fields = fieldsOf(tensor);
    parameters += fields.filter(({ number }) => number === TENSOR.dims).flatMap(numbersOf).reduce((product, dim) => product * dim, 1);
    const entries = new Map(fields.filter(({ number }) => number === TENSOR.external).map((field) => entryOf(fieldsOf(field.bytes))));
    const location = entries.get('location');
    const length = Number(entries.get('length') ?? 0);
    if (location !== undefined) external.set(location, Math.max(external.get(location) ?? 0, Number(entries.get('offset') ?? 0) + length));
    largestTensor = Math.max(largestTensor, length, fields.find(({ number }) => number === TENSOR.raw)?.bytes.length ?? 0);
  }
  const operators = new Set(of(GRAPH.node).map((field) => textIn(fieldsOf(field.bytes), NODE_OPERATOR)));
  return { inputs: of(GRAPH.input).map(tensorOf), outputs: of(GRAPH.output).map(tensorOf), external, operators, parameters, largestTensor };
}

function textIn(fields: readonly Field[], number: number): string {
  const field = fields.find((each) => each.number === number);
  return field === undefined ? '' : stringOf(field);
}

function entryOf(fields: readonly Field[]): [string, string] {
  return [textIn(fields, ENTRY.key), textIn(fields, ENTRY.value)];
}

function tensorOf({ bytes }: Field): TensorType {
  const value = fieldsOf(bytes);
  const inner = (fields: readonly Field[], number: number): Field[] => fieldsOf(fields.find((field) => field.number === number)?.bytes ?? new Uint8Array(0));
  const tensor = inner(inner(value, VALUE.type), TENSOR_TYPE.tensor);
  const dims = inner(tensor, TENSOR_TYPE.shape).filter(({ number }) => number === TENSOR_TYPE.dim);
  return {
    name: textIn(value, VALUE.name),
    elementType: tensor.find(({ number, bytes: own }) => number === TENSOR_TYPE.elementType && own.length === 0)?.value ?? 0,
    dims: dims.map((dim) => fieldsOf(dim.bytes).find(({ number, bytes: own }) => number === TENSOR_TYPE.dimValue && own.length === 0)?.value ?? null),
  };
}
