"""Runs scripted teams and agents in AutoGen itself: run.py FILE, a JSON list of cases. Prints one JSON line for each case:

tasks      the streams of its tasks, one after the other on one team
asked      what every model was asked meanwhile, in order
state      what the team saves after them
again      {saved, stream}: a new team that took AutoGen's state: what it saves, and what it tells of one more task
moved      the same with the state that Troupe saved
"""

import asyncio
import json
import logging
import os
import sys
import warnings
from typing import Any

from autogen_agentchat.agents import BaseChatAgent, UserProxyAgent
from autogen_agentchat.base import TaskResult, Team
from autogen_agentchat.messages import MessageFactory, ModelClientStreamingChunkEvent
from autogen_core import CancellationToken, ComponentLoader
from autogen_ext.models.replay import ReplayChatCompletionClient

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

SECONDS_A_STREAM = 15


def answer(prompt: str) -> str:
    return f"typed:{prompt}"


asked: list[dict[str, Any]] = []


def note(messages: Any, tools: Any) -> None:
    names = [tool["name"] if isinstance(tool, dict) else tool.name for tool in tools]
    asked.append({"messages": [message.model_dump(mode="json") for message in messages], "tools": names})


def listen() -> None:
    """Makes every scripted model note what it is asked."""
    create, create_stream = ReplayChatCompletionClient.create, ReplayChatCompletionClient.create_stream

    async def noting_create(self: Any, messages: Any, *, tools: Any = (), **more: Any) -> Any:
        note(messages, tools)
        return await create(self, messages, tools=tools, **more)

    async def noting_create_stream(self: Any, messages: Any, *, tools: Any = (), **more: Any) -> Any:
        note(messages, tools)
        async for chunk in create_stream(self, messages, tools=tools, **more):
            yield chunk

    ReplayChatCompletionClient.create = noting_create
    ReplayChatCompletionClient.create_stream = noting_create_stream


Runner = Team | BaseChatAgent


def build(component: dict[str, Any]) -> Runner:
    runner = ComponentLoader.load_component(component)
    assert isinstance(runner, (Team, BaseChatAgent)), "neither a team nor an agent"
    let_people_answer(runner)
    return runner


def let_people_answer(part: Any) -> None:
    """Loaded people would read from standard input."""
    if isinstance(part, UserProxyAgent):
        part.input_func = answer
        part._is_async = False
    tools = [tool for bench in getattr(part, "_workbench", []) for tool in getattr(bench, "_tools", [])]
    inner = [getattr(part, name, None) for name in ("_team", "_wrapped_agent", "_task_runner")]
    for one in [*getattr(part, "_participants", []), *inner, *tools]:
        if one is not None:
            let_people_answer(one)


def task_of(given: Any) -> Any:
    return given if isinstance(given, str) else [MessageFactory().create(message) for message in given]


async def stream(team: Runner, given: Any) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []

    async def read() -> None:
        async for item in team.run_stream(task=task_of(given)):
            if isinstance(item, TaskResult):
                said = [line for line in lines if line["type"] != ModelClientStreamingChunkEvent.__name__]
                assert len(item.messages) == len(said), "the result holds other messages than the stream"
                lines.append({"type": "TaskResult", "stop_reason": item.stop_reason})
            else:
                lines.append(json.loads(json.dumps(item.dump(), default=str)))

    # Waited for, not cancelled: a turn that hangs in AutoGen hangs also when it is cancelled.
    reading = asyncio.create_task(read())
    await asyncio.wait({reading}, timeout=SECONDS_A_STREAM)
    if not reading.done():
        lines.append({"type": "Error", "message": "It hangs."})
    elif (error := reading.exception()) is not None:
        lines.append({"type": "Error", "message": f"{type(error).__name__}: {error}"})
    return lines


async def step(team: Runner, given: Any) -> list[dict[str, Any]]:
    """A task, or the word `reset`."""
    if given != {"reset": True}:
        return await stream(team, given)
    await (team.reset() if isinstance(team, Team) else team.on_reset(CancellationToken()))
    return []


def as_file(state: Any) -> Any:
    """A state as it would be read from a file: what AutoGen gives and takes shares parts with the living team."""
    return json.loads(json.dumps(state, default=str))


async def go_on(case: dict[str, Any], state: Any) -> dict[str, Any]:
    try:
        team = build(case["then"]["component"])
        await team.load_state(as_file(state))
        saved = as_file(await team.save_state())
    except Exception as error:
        return {"problem": f"{type(error).__name__}: {error}"}
    return {"saved": saved, "stream": await stream(team, case["then"]["task"])}


async def run(case: dict[str, Any]) -> dict[str, Any]:
    try:
        team = build(case["component"])
    except Exception as error:
        return {"problem": f"{type(error).__name__}: {error}"}
    asked.clear()
    result: dict[str, Any] = {"tasks": [await step(team, task) for task in case["tasks"]]}
    result["asked"] = as_file(asked)
    if case["then"] is not None:
        result["state"] = as_file(await team.save_state())
        result["again"] = await go_on(case, result["state"])
        result["moved"] = await go_on(case, case["state"])
    return result


async def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)
    for case in cases:
        print(json.dumps({"name": case["name"], **await run(case)}, default=str), flush=True)


async def main_and_leave() -> None:
    await main()
    sys.stdout.flush()
    os._exit(0)  # what hangs is not waited for


listen()
asyncio.run(main_and_leave())
