/**
 * Python's repr of a value, read from the heap of a trace. Builtin containers and atoms print exactly as CPython
 * prints them. What CPython prints with an address, or through code of the user's that can't be run here, prints in
 * a readable form of the same kind: `<Point x=1, y=2>`, `<function area>`, `<list_iterator>`.
 */
import { attributeOf } from './attributes.ts';
import { libraryRepr, typeExpression, type PartPrinter } from './library-reprs.ts';
import { reprStr } from './repr-str.ts';
import type { Heap, HeapObject } from './trace-state.ts';
import type { Value } from './value.ts';
import type { ObjectId } from './wire.ts';
import { ObjectKind } from './wire.ts';

/** Containers nested deeper than this print as `...`; CPython raises RecursionError at some such depth. */
const MAX_DEPTH = 200;
/** Instances nested in instances deeper than this print without their attributes, so that a linked list stays short. */
const MAX_INSTANCE_DEPTH = 4;

/** Instances named like this that have `args` print as exceptions do; others that do print all their attributes. */
const EXCEPTION_NAME = /(Error|Exception|Warning|Exit|Interrupt|Iteration|Group)$/;

/**
 * Reprs of objects that hold no references, so that nothing but a new version can change them: a list of a thousand
 * numbers is printed once, not at every step.
 */
const flatReprs = new WeakMap<HeapObject, string>();

export interface ReprOptions {
  /** Longest text wanted, in UTF-16 units; a longer one is cut and ends in `…`. Absent: no limit. */
  readonly maxLength?: number;
  /** Instances nested in instances deeper than this print without their attributes. */
  readonly maxInstanceDepth?: number;
}

/** The repr of `value`; objects are looked up in `heap`. */
export function repr(value: Value, heap: Heap, options: ReprOptions = {}): string {
  const maxLength = options.maxLength ?? Infinity;
  const printer = new Printer(heap, maxLength, options.maxInstanceDepth ?? MAX_INSTANCE_DEPTH);
  const text = printer.value(value);
  return text.length <= maxLength ? text : `${text.slice(0, wholeUpTo(text, Math.max(0, maxLength - 1)))}…`;
}

/** At most `length`; one less where a character of two UTF-16 units would be cut in half. */
function wholeUpTo(text: string, length: number): number {
  const last = text.charCodeAt(length - 1);
  return last >= 0xd800 && last < 0xdc00 ? length - 1 : length;
}

/** Last part of a dotted name. */
export function shortTypeName(typeName: string): string {
  return typeName.slice(typeName.lastIndexOf('.') + 1);
}

class Printer {
  readonly #heap: Heap;
  /** Once this many characters are printed, nothing more will be seen. */
  readonly #budget: number;
  readonly #maxInstances: number;
  readonly #parts: PartPrinter = { value: (value) => this.value(value), items: (object) => this.#items(object) };
  #printed = 0;
  readonly #open = new Set<ObjectId>();
  #instances = 0;

  constructor(heap: Heap, budget: number, maxInstances: number) {
    this.#heap = heap;
    this.#budget = budget;
    this.#maxInstances = maxInstances;
  }

  value(value: Value): string {
    const text = this.#print(value);
    if (value.kind !== 'reference') this.#printed += text.length + 2;
    return text;
  }

  #print(value: Value): string {
    switch (value.kind) {
      case 'null':
        return '<NULL>';
      case 'int':
        return String(value.value);
      case 'tagged-int':
        return `<${String(value.value)}>`;
      case 'big-int':
        return value.digits;
      case 'float':
        return value.text;
      case 'str':
        return reprStr(value.text);
      case 'bool':
        return value.value ? 'True' : 'False';
      case 'none':
        return 'None';
      case 'ellipsis':
        return 'Ellipsis';
      case 'not-implemented':
        return 'NotImplemented';
      case 'reference': {
        const object = this.#heap.object(value.id);
        return object === null ? '<unknown>' : this.#object(object);
      }
    }
  }

  #object(object: HeapObject): string {
    if (this.#open.has(object.id)) return this.#recursion(object);
    if (this.#open.size >= MAX_DEPTH) return '...';
    const known = flatReprs.get(object);
    if (known !== undefined) {
      this.#printed += known.length;
      return known;
    }
    this.#open.add(object.id);
    const text = this.#body(object);
    this.#open.delete(object.id);
    if (this.#budget === Infinity && isFlat(object)) flatReprs.set(object, text);
    return text;
  }

  #recursion(object: HeapObject): string {
    if (object.typeName === 'mappingproxy') {
      // It has no mark of its own: its mapping is met again.
      const [mapping] = object.values;
      const inner = mapping?.kind === 'reference' ? this.#heap.object(mapping.id) : null;
      return `mappingproxy(${inner === null ? '' : this.#recursion(inner)})`;
    }
    const factory = object.kind === ObjectKind.DICT ? attributeOf(object, 'default_factory') : undefined;
    if (factory === undefined) return recursionMark(object);
    return `${shortTypeName(object.typeName)}(${this.#factory(factory)}, {...})`;
  }

  #body(object: HeapObject): string {
    const name = shortTypeName(object.typeName);
    const first = object.values[0];
    switch (object.kind) {
      case ObjectKind.LIST:
        return this.#list(object, name);
      case ObjectKind.TUPLE:
        return `(${this.#items(object)}${object.length === 1 ? ',' : ''})`;
      case ObjectKind.SET:
        return this.#set(object, 'set', name);
      case ObjectKind.FROZENSET:
        return this.#set(object, 'frozenset', name);
      case ObjectKind.DICT:
        return this.#dict(object, name);
      case ObjectKind.INSTANCE:
        return this.#instance(object, name);
      case ObjectKind.RECORD:
        return `${object.typeName === 'SimpleNamespace' ? 'namespace' : object.typeName}(${this.#fields(object, object.length).join(', ')})`;
      case ObjectKind.EXCEPTION:
        return this.#exception(object, name);
      case ObjectKind.DERIVED:
        return first === undefined ? `<${name}>` : this.value(first);
      case ObjectKind.OTHER:
        return this.#other(object, name);
      case ObjectKind.CELL:
        return first === undefined ? '<cell>' : `<cell ${this.value(first)}>`;
      case ObjectKind.RANGE:
        return this.#range(object);
      case ObjectKind.SLICE:
        return `slice(${object.values.map((part) => this.value(part)).join(', ')})`;
      case ObjectKind.FUNCTION:
        return `<function ${textOf(first)}>`;
      case ObjectKind.CLASS:
        return `<class ${textOf(first)}>`;
      case ObjectKind.MODULE:
        return `<module ${textOf(first)}>`;
      case ObjectKind.METHOD:
        return `<method ${textOf(first)}>`;
      case ObjectKind.ATOM:
        return textOf(first);
      case ObjectKind.ITERATOR:
        return `<${name}>`;
      case ObjectKind.GENERATOR:
        return `<${name} ${textOf(first)}>`;
      case ObjectKind.DICT_VIEW:
        return this.#view(first, name);
      default:
        return `<${name}>`;
    }
  }

  /** Comma-separated items; one that is not recorded in full ends in `... N items`. */
  #items(object: HeapObject): string {
    const parts: string[] = [];
    for (const item of object.values) {
      if (this.#printed > this.#budget) break;
      parts.push(this.value(item));
    }
    return joined(parts, object.values.length, object.length);
  }

  #set(object: HeapObject, base: string, name: string): string {
    const items = this.#items(object);
    if (name === 'set' || (name === '' && base === 'set')) return object.length === 0 ? 'set()' : `{${items}}`;
    const shown = name === '' ? base : name;
    return object.length === 0 ? `${shown}()` : `${shown}({${items}})`;
  }

  #dict(object: HeapObject, name: string): string {
    if (name === 'Counter') return object.length === 0 ? 'Counter()' : `Counter({${this.#pairs(object, mostCommonFirst(object))}})`;
    const pairs = this.#pairs(object, pairPlaces(object));
    if (name === 'OrderedDict') return object.length === 0 ? 'OrderedDict()' : `OrderedDict({${pairs}})`;
    const factory = attributeOf(object, 'default_factory');
    if (factory !== undefined) return `${name}(${this.#factory(factory)}, {${pairs}})`;
    if (name === 'defaultdict') return `defaultdict({${pairs}})`;
    return `{${pairs}}`;
  }

  #pairs(object: HeapObject, places: readonly number[]): string {
    const parts: string[] = [];
    for (const place of places) {
      if (this.#printed > this.#budget) break;
      const key = object.values[place];
      const value = object.values[place + 1];
      if (key !== undefined && value !== undefined) parts.push(`${this.value(key)}: ${this.value(value)}`);
    }
    return joined(parts, places.length, object.length);
  }

  #instance(object: HeapObject, name: string): string {
    const attribute = (wanted: string): Value | undefined => attributeOf(object, wanted);
    const enumName = attribute('_name_');
    const enumValue = attribute('_value_');
    if (enumValue !== undefined && (enumName?.kind === 'str' || enumName?.kind === 'none')) {
      // A flag in which nothing is set has no name.
      return `<${name}${enumName.kind === 'str' ? `.${enumName.text}` : ''}: ${this.value(enumValue)}>`;
    }
    if (EXCEPTION_NAME.test(name) && attribute('args') !== undefined) return this.#exception(object, name);
    const library = libraryRepr(object, name, this.#heap, this.#parts);
    if (library !== null) return library;
    if (this.#instances >= this.#maxInstances) return `<${name} ...>`;
    const parts = this.#fields(object, Infinity);
    return parts.length === 0 ? `<${name}>` : `<${name} ${parts.join(', ')}>`;
  }

  /** `name=value` of the first `count` attributes. */
  #fields(object: HeapObject, count: number): readonly string[] {
    this.#instances += 1;
    const parts: string[] = [];
    for (const place of pairPlaces(object).slice(0, count)) {
      if (this.#printed > this.#budget) break;
      const value = object.values[place + 1];
      if (value !== undefined) parts.push(`${textOf(object.values[place])}=${this.value(value)}`);
    }
    this.#instances -= 1;
    return parts;
  }

  #list(object: HeapObject, name: string): string {
    const maxLength = attributeOf(object, 'maxlen');
    if (maxLength !== undefined) return `${name}([${this.#items(object)}], maxlen=${this.value(maxLength)})`;
    return name === 'deque' ? `deque([${this.#items(object)}])` : `[${this.#items(object)}]`;
  }

  #exception(object: HeapObject, name: string): string {
    const args = attributeOf(object, 'args');
    const tuple = args?.kind === 'reference' ? this.#heap.object(args.id) : null;
    return tuple === null ? `<${name}>` : `${name}(${this.#items(tuple)})`;
  }

  #other(object: HeapObject, name: string): string {
    const part = (wanted: string): string => this.value(attributeOf(object, wanted) ?? { kind: 'none' });
    if (name === 'Template') return `Template(strings=${part('strings')}, interpolations=${part('interpolations')})`;
    if (name === 'Interpolation') return `Interpolation(${['value', 'expression', 'conversion', 'format_spec'].map(part).join(', ')})`;
    return typeExpression(object, this.#heap, this.#parts) ?? (object.values.length === 0 ? `<${name}>` : this.#instance(object, name));
  }

  /** As CPython prints a class or function inside the repr of a defaultdict. */
  #factory(factory: Value): string {
    const object = factory.kind === 'reference' ? this.#heap.object(factory.id) : null;
    if (object?.kind !== ObjectKind.CLASS) return this.value(factory);
    const [qualifiedName, , module] = object.values;
    return `<class '${module === undefined ? '' : `${textOf(module)}.`}${textOf(qualifiedName)}'>`;
  }

  #range(object: HeapObject): string {
    const [start, stop, step] = object.values;
    const parts = [start, stop].map((part) => (part === undefined ? '0' : this.value(part)));
    if (step !== undefined && !(step.kind === 'int' && step.value === 1)) parts.push(this.value(step));
    return `range(${parts.join(', ')})`;
  }

  #view(dict: Value | undefined, name: string): string {
    const object = dict?.kind === 'reference' ? this.#heap.object(dict.id) : null;
    if (dict === undefined || object === null) return `<${name}>`;
    if (name === 'mappingproxy') return `mappingproxy(${this.value(dict)})`;
    const shown = name.slice(name.indexOf('_') + 1);
    const parts = pairPlaces(object).map((place) => {
      const key = object.values[place];
      const value = object.values[place + 1];
      if (key === undefined || value === undefined) return '';
      if (shown === 'keys') return this.value(key);
      return shown === 'values' ? this.value(value) : `(${this.value(key)}, ${this.value(value)})`;
    });
    return `${name}([${joined(parts, parts.length, object.length)}])`;
  }
}

function isFlat(object: HeapObject): boolean {
  return isFlatContainer(object) && object.values.every((value) => value.kind !== 'reference') && object.attributes.length === 0;
}

/** Kinds whose repr is that of their items alone. */
function isFlatContainer(object: HeapObject): boolean {
  return object.kind <= ObjectKind.DICT || object.kind === ObjectKind.RANGE || object.kind === ObjectKind.SLICE || object.kind === ObjectKind.ATOM;
}

function pairPlaces(object: HeapObject): number[] {
  const places: number[] = [];
  for (let place = 0; place + 1 < object.values.length; place += 2) places.push(place);
  return places;
}

/** Counter prints its highest counts first, equal ones in insertion order. */
function mostCommonFirst(object: HeapObject): number[] {
  const count = (place: number): number => {
    const value = object.values[place + 1];
    switch (value?.kind) {
      case 'int':
        return value.value;
      case 'bool':
        return Number(value.value);
      case 'float':
        return Number(value.text.replace('inf', 'Infinity'));
      case 'big-int':
        return Number(value.digits);
      default:
        return Number.NaN;
    }
  };
  const places = pairPlaces(object);
  if (places.some((place) => Number.isNaN(count(place)))) return places;
  return places.sort((left, right) => count(right) - count(left));
}

function joined(parts: readonly string[], recorded: number, length: number): string {
  const text = parts.join(', ');
  if (parts.length === recorded && recorded >= length) return text;
  return `${text}${text === '' ? '' : ', '}... ${String(length)} items`;
}

function recursionMark(object: HeapObject): string {
  const name = shortTypeName(object.typeName);
  switch (object.kind) {
    case ObjectKind.LIST:
      return '[...]';
    case ObjectKind.TUPLE:
      return '(...)';
    case ObjectKind.DICT:
      return name === 'OrderedDict' || name === 'defaultdict' ? '...' : '{...}';
    case ObjectKind.SET:
    case ObjectKind.FROZENSET:
      return `${name}(...)`;
    case ObjectKind.DICT_VIEW:
      return '...';
    default:
      return `<${name} ...>`;
  }
}

function textOf(value: Value | undefined): string {
  return value?.kind === 'str' ? value.text : '';
}
