"""An asyncio event loop for programs that run synchronously: no sockets, no threads, and time that never waits.

Where every task sleeps, the clock is set forward to the next one that wakes, so a run takes no longer than its work
and is the same every time.
"""

import asyncio
import asyncio.base_events
import asyncio.events


class Waiting:
    """Stands for a selector: there is nothing to wait for but time."""

    def __init__(self, loop):
        self.loop = loop

    def select(self, timeout):
        if timeout is None:
            raise RuntimeError("the program waits for something that never happens")
        self.loop.now += timeout
        return []


class ProgramLoop(asyncio.base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self.now = 0.0
        self._selector = Waiting(self)

    def time(self):
        return self.now

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass


class ProgramPolicy(asyncio.events._BaseDefaultEventLoopPolicy):
    _loop_factory = ProgramLoop


def install():
    """Makes `asyncio.run` use it instead of Pyodide's own loop, which runs on the page's; gives what undoes that."""
    events = asyncio.events
    before = (asyncio.run, events._event_loop_policy, events._get_running_loop())
    asyncio.run = asyncio.runners.run
    events._set_event_loop_policy(ProgramPolicy())
    events._set_running_loop(None)

    def restore():
        asyncio.run, policy, running = before
        events._set_event_loop_policy(policy)
        events._set_running_loop(running)

    return restore
