/** Which objects have an id, and what is known of one by its type. */
import { ObjectKind } from '../trace/wire.ts';
import { Unpublished } from './heap-layout.ts';
import { ObjectTable } from './object-table.ts';
import { Shape } from './shapes.ts';
import type { TypeInfo } from './types.ts';
import { ValueReader } from './value-reader.ts';

/** Iterators whose struct alone tells their position. */
export function isSimpleShape(shape: Shape): boolean {
  return shape >= Shape.SEQUENCE_ITERATOR && shape <= Shape.SET_ITERATOR;
}

export abstract class ObjectFacts extends ValueReader {
  readonly objects = new ObjectTable();
  /** Type of each object, by id. */
  protected infos: TypeInfo[] = [];

  isPlainContainer(id: number): boolean {
    return this.infos[id]?.isPlainContainer === true;
  }

  /** Whether the object at `address` is a function or method of C's. */
  isBuiltinCallable(address: number): boolean {
    const { shape } = this.infoAt(address);
    return shape === Shape.BUILTIN || shape === Shape.METHOD_DESCRIPTOR;
  }

  /** Whether a call of the object at `address` runs a function of Python's first: of one, a method of one, a class of the program's. */
  isPythonCallable(address: number): boolean {
    const { shape } = this.infoAt(address);
    if (shape === Shape.METHOD) return this.infoAt(this.memory.word(address + Unpublished.method.function)).shape === Shape.FUNCTION;
    return shape === Shape.FUNCTION || (shape === Shape.CLASS && this.types.isOfProgram(address));
  }

  /** Address of the code that a call of this object begins with: of a function, or a method that is one; else 0. */
  codeOfCallable(id: number): number {
    const address = this.objects.addresses[id] as number;
    return address === 0 ? 0 : this.codeOfCallableAt(address);
  }

  /** `codeOfCallable`, by address. */
  codeOfCallableAt(address: number): number {
    const { memory } = this;
    const { shape } = this.infoAt(address);
    const callee = shape === Shape.METHOD ? memory.word(address + Unpublished.method.function) : address;
    return this.infoAt(callee).shape === Shape.FUNCTION ? memory.word(callee + Unpublished.function.code) : 0;
  }

  /** Whether this is a class whose call makes an empty object and hands it to `__init__`, and does nothing else. */
  isPlainClass(id: number): boolean {
    const { memory, builtin } = this;
    if (this.infos[id]?.address !== builtin.type) return false;
    const make = Unpublished.type.make;
    return memory.word((this.objects.addresses[id] as number) + make) === memory.word(builtin.object + make);
  }

  /** Address of the frame inside a generator; 0 for other objects. */
  frameOfGenerator(id: number): number {
    return this.infos[id]?.shape === Shape.GENERATOR ? (this.objects.addresses[id] as number) + Unpublished.generator.frame : 0;
  }

  isDict(id: number): boolean {
    return this.infos[id]?.kind === ObjectKind.DICT;
  }

  storesAttributesPlainly(id: number): boolean {
    return this.infos[id]?.hasPlainSetattr === true;
  }

  /** Whether `next` on it changes nothing but itself (and the iterator inside an `enumerate`). */
  isSimpleIterator(id: number): boolean {
    const shape = this.infos[id]?.shape;
    if (shape === undefined) return false;
    if (shape !== Shape.ENUMERATE) return isSimpleShape(shape);
    const inner = this.memory.word((this.objects.addresses[id] as number) + Unpublished.enumerate.iterator);
    return isSimpleShape(this.infoAt(inner).shape);
  }
}
