"""Measures AutoGen itself: answers each line of standard input, a JSON object, by one line with a rate.

{"measure": "team", "component": …, "task": text, "turns": n}   turns a second of a team built from that component
{"measure": "ring", "conversations": n, "hops": n}               messages a second of three actors in a ring

Building and registering are not timed; ours are not either.
"""

import asyncio
import json
import logging
import sys
import time
import warnings
from dataclasses import dataclass
from typing import Any

from autogen_agentchat.teams import BaseGroupChat
from autogen_core import (
    MessageContext,
    RoutedAgent,
    SingleThreadedAgentRuntime,
    TopicId,
    TypeSubscription,
    message_handler,
)

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)


async def team(component: dict[str, Any], task: str, turns: int) -> float:
    group = BaseGroupChat.load_component(component)
    start = time.perf_counter()
    result = await group.run(task=task)
    seconds = time.perf_counter() - start
    if len(result.messages) != turns + 1:
        raise RuntimeError(f"{len(result.messages)} messages, {turns + 1} were expected: {result.stop_reason}")
    return turns / seconds


@dataclass
class Countdown:
    left: int


class Neighbour(RoutedAgent):
    """Hands each message on to the next in the ring, in the same conversation."""

    def __init__(self, after: str) -> None:
        super().__init__("One of a ring.")
        self._after = after

    @message_handler
    async def hand_on(self, message: Countdown, context: MessageContext) -> None:
        if message.left > 1:
            await self.publish_message(Countdown(message.left - 1), TopicId(self._after, self.id.key))


async def ring(conversations: int, hops: int) -> float:
    runtime = SingleThreadedAgentRuntime()
    for name, after in [("first", "second"), ("second", "third"), ("third", "first")]:
        await Neighbour.register(runtime, name, lambda after=after: Neighbour(after), skip_class_subscriptions=True)
        await runtime.add_subscription(TypeSubscription(name, name))
    runtime.start()
    start = time.perf_counter()
    for key in range(conversations):
        await runtime.publish_message(Countdown(hops), TopicId("first", str(key)))
    await runtime.stop_when_idle()
    return conversations * hops / (time.perf_counter() - start)


async def main() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        measure = {"team": team, "ring": ring}[asked.pop("measure")]
        print(json.dumps({"rate": await measure(**asked)}), flush=True)


asyncio.run(main())
