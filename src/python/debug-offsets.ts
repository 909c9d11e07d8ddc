/**
 * The struct offsets that CPython publishes for out-of-process debuggers: `_Py_DebugOffsets` at the start of
 * `_PyRuntime` (CPython 3.14, `Include/internal/pycore_debug_offsets.h`). Every field is 64 bits wide.
 */
import type { InterpreterMemory } from './interpreter-memory.ts';
import { PythonStartError } from './protocol.ts';

const COOKIE = 'xdebugpy';

/** Groups in the order of the C struct; only the groups up to the last one that is needed here. */
const LAYOUT: readonly (readonly [group: string, fields: string])[] = [
  ['', 'version free_threaded'],
  ['runtime_state', 'size finalizing interpreters_head'],
  [
    'interpreter_state',
    'size id next threads_head threads_main gc imports_modules sysdict builtins ceval_gil gil_runtime_state ' +
      'gil_runtime_state_enabled gil_runtime_state_locked gil_runtime_state_holder code_object_generation tlbc_generation',
  ],
  ['thread_state', 'size prev next interp current_frame thread_id native_thread_id datastack_chunk status'],
  ['interpreter_frame', 'size previous executable instr_ptr localsplus owner stackpointer tlbc_index'],
  [
    'code_object',
    'size filename name qualname linetable firstlineno argcount localsplusnames localspluskinds co_code_adaptive co_tlbc',
  ],
  ['pyobject', 'size ob_type'],
  ['type_object', 'size tp_name tp_repr tp_flags'],
  ['tuple_object', 'size ob_item ob_size'],
  ['list_object', 'size ob_item ob_size'],
  ['set_object', 'size used table mask'],
  ['dict_object', 'size ma_keys ma_values'],
  ['float_object', 'size ob_fval'],
  ['long_object', 'size lv_tag ob_digit'],
  ['bytes_object', 'size ob_size ob_sval'],
  ['unicode_object', 'size state length asciiobject_size'],
];

/** `group.field` → offset in bytes. */
export type DebugOffsets = ReadonlyMap<string, number>;

/** Reads the table at `runtimeAddress` (the address of `_PyRuntime`). Throws `PythonStartError` if there is none. */
export function readDebugOffsets(memory: InterpreterMemory, runtimeAddress: number): DebugOffsets {
  for (let i = 0; i < COOKIE.length; i++) {
    if (memory.byte(runtimeAddress + i) !== COOKIE.charCodeAt(i)) {
      throw new PythonStartError('offset-mismatch', 'the interpreter publishes no debug offsets');
    }
  }
  const offsets = new Map<string, number>();
  let address = runtimeAddress + COOKIE.length;
  for (const [group, fields] of LAYOUT) {
    for (const field of fields.split(' ')) {
      offsets.set(group === '' ? field : `${group}.${field}`, memory.word(address));
      address += 8;
    }
  }
  return offsets;
}

/** The offset of one field; a name that is not in the table is a bug. */
export function offsetOf(offsets: DebugOffsets, name: string): number {
  const offset = offsets.get(name);
  if (offset === undefined) throw new Error(`No debug offset named ${name}`);
  return offset;
}
