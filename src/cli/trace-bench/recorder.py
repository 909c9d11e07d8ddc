"""A recorder of the kind that visualisers of Python programs commonly have, for `bench trace` to be measured against.

At each event of `sys.settrace` it writes down every frame's variables and, once each, the objects that they lead to.
Simple and not slow on purpose: one encoded state a step, one JSON text at the end.
"""

import json
import sys

PROGRAM = "<program>"
SCALARS = (int, float, str, bool, type(None))


def encode(value, heap):
    """A scalar as it is, another value as a reference to its entry in `heap`."""
    if isinstance(value, SCALARS):
        return value
    key = id(value)
    if key not in heap:
        heap[key] = None  # ends cycles
        if isinstance(value, (list, tuple, set, frozenset)):
            heap[key] = [type(value).__name__, *[encode(item, heap) for item in value]]
        elif isinstance(value, dict):
            heap[key] = ["dict", *[[encode(name, heap), encode(item, heap)] for name, item in value.items()]]
        elif callable(value):
            heap[key] = ["function", getattr(value, "__qualname__", "?")]
        else:
            attributes = getattr(value, "__dict__", {})
            heap[key] = ["instance", type(value).__name__, *[[name, encode(item, heap)] for name, item in attributes.items()]]
    return ["ref", key]


def record(source, call, limit):
    """The number of steps and the length of their JSON; `call` may be None for the module itself."""
    steps = []
    namespace = {"__name__": "__main__"}
    code = compile(source, PROGRAM, "exec")

    def state(frame, event, argument):
        heap = {}
        stack = []
        while frame is not None:
            if frame.f_code.co_filename == PROGRAM:
                variables = {name: encode(value, heap) for name, value in frame.f_locals.items() if not name.startswith("__")}
                stack.append({"function": frame.f_code.co_name, "line": frame.f_lineno, "locals": variables})
            frame = frame.f_back
        visible = {name: encode(value, heap) for name, value in namespace.items() if not name.startswith("__")}
        return {"event": event, "stack": stack, "globals": visible, "heap": heap, "value": encode(argument, heap) if event == "return" else None}

    def trace(frame, event, argument):
        if frame.f_code.co_filename != PROGRAM:
            return None
        steps.append(state(frame, event, argument))
        if len(steps) >= limit:
            raise KeyboardInterrupt
        return trace

    if call is not None:
        exec(code, namespace)
        code = compile(call, "<call>", "eval")
    sys.settrace(trace)
    try:
        exec(code, namespace)
    except KeyboardInterrupt:
        pass
    finally:
        sys.settrace(None)
    return len(steps), len(json.dumps(steps))
