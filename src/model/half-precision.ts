/**
 * The same network in half precision, made from the single-precision graph when it is loaded: a machine downloads the
 * weights once, whichever precision it runs. Constants and dequantised weights are cast where they are used (the runtime
 * folds such casts away when it opens the graph), the KV cache is half-precision, the logits are cast back.
 *
 * For graphs as `training/graph.py` writes them: float constants are initializers, and no operator but Cast names a type.
 */
import type { Field } from './protobuf.ts';
import { fieldsOf, joined, messageField, stringField, stringOf, varintField } from './protobuf.ts';

// Field numbers and values of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12, valueInfo: 13 } as const;
const NODE = { input: 1, output: 2, name: 3, operator: 4, attribute: 5 } as const;
const ATTRIBUTE = { name: 1, int: 3, type: 20 } as const;
const TENSOR = { dataType: 2, name: 8 } as const;
const VALUE = { name: 1, type: 2 } as const;
const [FLOAT, FLOAT16] = [1, 10];
const INT_ATTRIBUTE = 2;

/** Throws where the file is not a graph of this kind. */
export function toHalfPrecision(model: Uint8Array): Uint8Array {
  return joined(fieldsOf(model).map((field) => (field.number === MODEL_GRAPH ? messageField(MODEL_GRAPH, halfGraph(fieldsOf(field.bytes))) : field.raw)));
}

function halfGraph(graph: readonly Field[]): Uint8Array[] {
  const nodes = graph.filter((field) => field.number === GRAPH.node).map((field) => fieldsOf(field.bytes));
  const singles = new Set(graph.filter((field) => field.number === GRAPH.initializer).flatMap(nameOfFloat));
  for (const node of nodes) if (operatorOf(node) === 'DequantizeLinear') for (const name of stringsOf(node, NODE.output)) singles.add(name);
  const used = new Set<string>();
  const halfNodes = nodes.map((node) => halfNode(node, singles, used));
  // Casts come first: what is cast is an initializer, or dequantised from initializers alone.
  const dequantising = nodes.flatMap((node, index) => (operatorOf(node) === 'DequantizeLinear' ? [halfNodes[index]!] : []));
  const others = nodes.flatMap((node, index) => (operatorOf(node) === 'DequantizeLinear' ? [] : [halfNodes[index]!]));
  const casts = [...used].map((name) => castNode(name, halved(name), FLOAT16));
  return [
    ...[...dequantising, ...casts, ...others, castNode(halved('logits'), 'logits', FLOAT)].map((node) => messageField(GRAPH.node, [node])),
    ...graph.flatMap((field) => {
      // Types of values in between are worked out anew.
      if (field.number === GRAPH.node || field.number === GRAPH.valueInfo) return [];
      const isCache = (field.number === GRAPH.input || field.number === GRAPH.output) && /^(past_key_values|present)\./.test(stringsOf(fieldsOf(field.bytes), VALUE.name)[0] ?? '');
      return [isCache ? messageField(field.number, [halfValue(field.bytes)]) : field.raw];
    }),
  ];
}

/** The node with its float inputs taken from their casts; a Cast to float casts to half precision. */
function halfNode(node: readonly Field[], singles: ReadonlySet<string>, used: Set<string>): Uint8Array {
  const operator = operatorOf(node);
  return joined(
    node.map((field) => {
      if (field.number === NODE.input && operator !== 'DequantizeLinear') {
        const name = stringOf(field);
        if (!singles.has(name)) return field.raw;
        used.add(name);
        return stringField(NODE.input, halved(name));
      }
      if (field.number === NODE.output && stringOf(field) === 'logits') return stringField(NODE.output, halved('logits'));
      if (field.number === NODE.attribute && operator === 'Cast') {
        const attribute = fieldsOf(field.bytes);
        const target = attribute.find((part) => part.number === ATTRIBUTE.int)?.value;
        if (stringsOf(attribute, ATTRIBUTE.name)[0] === 'to' && target === FLOAT) return messageField(NODE.attribute, [castTarget(FLOAT16)]);
      }
      return field.raw;
    }),
  );
}

function castNode(from: string, to: string, type: number): Uint8Array {
  return joined([
    stringField(NODE.input, from),
    stringField(NODE.output, to),
    stringField(NODE.name, `cast ${from} to ${to}`),
    stringField(NODE.operator, 'Cast'),
    messageField(NODE.attribute, [castTarget(type)]),
  ]);
}

function castTarget(type: number): Uint8Array {
  return joined([stringField(ATTRIBUTE.name, 'to'), varintField(ATTRIBUTE.int, type), varintField(ATTRIBUTE.type, INT_ATTRIBUTE)]);
}

/** A ValueInfoProto whose tensor type (TypeProto field 1) has another element type (field 1). */
function halfValue(value: Uint8Array): Uint8Array {
  const inner = (bytes: Uint8Array): Uint8Array => joined(fieldsOf(bytes).map((field) => (field.number === 1 ? varintField(1, FLOAT16) : field.raw)));
  const type = (bytes: Uint8Array): Uint8Array => joined(fieldsOf(bytes).map((field) => (field.number === 1 ? messageField(1, [inner(field.bytes)]) : field.raw)));
  return joined(fieldsOf(value).map((field) => (field.number === VALUE.type ? messageField(VALUE.type, [type(field.bytes)]) : field.raw)));
}

function nameOfFloat(initializer: Field): string[] {
  const tensor = fieldsOf(initializer.bytes);
  const isFloat = tensor.find((field) => field.number === TENSOR.dataType)?.value === FLOAT;
  return isFloat ? stringsOf(tensor, TENSOR.name) : [];
}

function operatorOf(node: readonly Field[]): string {
  return stringsOf(node, NODE.operator)[0] ?? '';
}

function stringsOf(message: readonly Field[], number: number): string[] {
  return message.filter((field) => field.number === number).map(stringOf);
}

function halved(name: string): string {
  return `${name}.half`;
}
