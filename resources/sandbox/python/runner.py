"""Runs blocks and functions inside Pyodide. What comes in and goes out is JSON."""

import asyncio
import importlib
import inspect
import io
import json
import linecache
import os
import sys
import time
import traceback
import types

from .arguments import fill

WORK = "/work"
MAX_OUTPUT = 1_000_000


# What is printed is told every now and then, so that something is known of code that does not end.
TELL_EVERY = 0.1
TELLING, TOLD = [], {"at": 0.0, "by": lambda text: None}


def tell_by(function):
    TOLD["by"] = function


def tell():
    TOLD["at"] = time.monotonic()
    TOLD["by"](as_text("".join(TELLING)))
    TELLING.clear()


class Output(io.TextIOBase):
    """What code prints, up to the limit; more is counted and dropped."""

    encoding = "utf-8"

    def __init__(self):
        self.pieces, self.length, self.dropped = [], 0, 0

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        kept = text[: max(0, MAX_OUTPUT - self.length)]
        if kept:
            self.pieces.append(kept)
            TELLING.append(kept)
            if time.monotonic() - TOLD["at"] >= TELL_EVERY:
                tell()
        self.length += len(kept)
        self.dropped += len(text) - len(kept)
        return len(text)

    def told(self):
        text = as_text("".join(self.pieces))
        if self.dropped:
            text += f"\n[Cut here: {self.dropped} more characters were printed.]\n"
        return text


def no_programs(*_):
    raise OSError("The sandbox starts no programs.")


os.system = no_programs


def as_text(value):
    """Half a sign of two, as `surrogateescape` makes it, is no text."""
    return str(value).encode("utf-8", "replace").decode("utf-8")


def prepare():
    """A fresh output, and nothing left of modules in the work folder."""
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None) or "").startswith(f"{WORK}/"):
            del sys.modules[name]
    importlib.invalidate_caches()
    if WORK not in sys.path:
        sys.path.insert(0, WORK)
    output = Output()
    TELLING.clear()
    TOLD["at"] = 0.0
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(""), output, output
    return output


def run_block(request):
    """Runs a text as a program. What it prints and its exit code are what a terminal would show."""
    asked = json.loads(request)
    output, path = prepare(), f"{WORK}/{asked['name']}"
    linecache.cache[path] = (len(asked["code"]), None, asked["code"].splitlines(True), path)
    main = types.ModuleType("__main__")
    main.__file__ = path
    sys.modules["__main__"], sys.argv = main, [path]
    exit_code = 0
    try:
        exec(compile(asked["code"], path, "exec", dont_inherit=True), main.__dict__)
    except SystemExit as end:
        exit_code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        if end.code is not None and not isinstance(end.code, int):
            print(end.code)
    except BaseException as error:
        exit_code = 1
        print_error(error, path)
    return json.dumps({"exitCode": exit_code & 0xFF, "output": output.told()})


def print_error(error, path):
    """As Python prints it, without the frames above the program."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename != path:
        trace = trace.tb_next
    error = missing_module(error) or error
    traceback.print_exception(type(error), error, trace)


def missing_module(error):
    """What to say of a module that is not in the sandbox."""
    if not isinstance(error, ModuleNotFoundError) or error.name is None:
        return None
    return type(error)(
        f"The sandbox has no Python module {error.name!r}: it has Python's own library, and nothing can be installed.",
        name=error.name,
    )


async def call_function(request):
    """Calls a function with arguments as AutoGen's FunctionTool does."""
    asked = json.loads(request)
    output = prepare()
    try:
        function = load(asked)
        arguments = fill(function, asked["args"], asked["name"])
        result = function(**arguments)
        if inspect.isawaitable(result):
            result = await result
        outcome = {"content": as_text(result), "isError": False}
    except SystemExit as end:
        outcome = {"content": f"The function ended its program (exit code {end.code}).", "isError": True}
    except BaseException as error:
        outcome = {"content": told(missing_module(error) or error), "isError": True}
    return json.dumps({**outcome, "printed": output.told()})


def load(asked):
    """Runs imports and source, and gives the function that the source begins with."""
    space = {"__name__": "tool"}
    for statement in asked["imports"]:
        exec(statement, space)
    exec(compile(asked["source"], "tool.py", "exec", dont_inherit=True), space)
    name = asked["source"].split("def ")[1].split("(")[0]
    return space[name]


def told(error):
    """AutoGen's words: what the error says, for a group of them what each says."""
    if isinstance(error, BaseExceptionGroup):
        return "".join(told(one) for one in error.exceptions)
    return as_text(error).strip() or type(error).__name__
