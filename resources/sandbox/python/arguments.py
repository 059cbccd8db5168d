"""Turns JSON into the arguments of a Python function, by its types: as pydantic does where it is lenient."""

import collections.abc
import datetime
import decimal
import enum
import inspect
import pathlib
import types
import typing
import uuid

from autogen_core import CancellationToken


class Unfit(Exception):
    """A value that is not what the type says. `place`: names and numbers from the parameter down."""

    def __init__(self, message, kind, value, place=()):
        super().__init__(message)
        self.message, self.kind, self.value, self.place = message, kind, value, place

    def under(self, key):
        return Unfit(self.message, self.kind, self.value, (key, *self.place))

    def lines(self):
        value, name = repr(self.value), type(self.value).__name__
        place = ".".join(str(part) for part in self.place)
        return f"{place}\n  {self.message} [type={self.kind}, input_value={value[:50]}, input_type={name}]"


def fill(function, given, tool):
    """The keyword arguments for a call. Raises ValueError with all that is wrong, in pydantic's words."""
    hints = typing.get_type_hints(function, include_extras=True)
    arguments, problems = {}, []
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        if name == "cancellation_token":
            arguments[name] = CancellationToken()
        elif name in given:
            try:
                arguments[name] = convert(given[name], hints.get(name, typing.Any))
            except Unfit as problem:
                problems.append(problem.under(name))
        elif parameter.default is parameter.empty:
            problems.append(Unfit("Field required", "missing", given, (name,)))
    if problems:
        title = f"{len(problems)} validation error{'s' if len(problems) > 1 else ''} for {tool}args"
        raise ValueError("\n".join([title, *(problem.lines() for problem in problems)]))
    return arguments


def convert(value, wanted):
    origin, inside = typing.get_origin(wanted), typing.get_args(wanted)
    if origin is typing.Annotated:
        return convert(value, inside[0])
    if origin in (typing.Union, types.UnionType):
        return first_that_fits(value, inside)
    if origin is typing.Literal:
        if value in inside:
            return value
        expected = " or ".join(repr(one) for one in inside)
        raise Unfit(f"Input should be {expected}", "literal_error", value)
    if origin is not None or wanted in COLLECTIONS:
        return collection(value, origin or wanted, inside)
    return plain(value, wanted)


def first_that_fits(value, options):
    for option in options:
        if isinstance(option, type) and type(value) is option:
            return value
    problems = []
    for option in options:
        try:
            return convert(value, option)
        except Unfit as problem:
            problems.append(problem)
    raise problems[0]


COLLECTIONS = (list, dict, tuple, set, frozenset)
SEQUENCES = (collections.abc.Sequence, collections.abc.Iterable, collections.abc.Collection)


def collection(value, kind, inside):
    if kind in (dict, collections.abc.Mapping, collections.abc.MutableMapping):
        if not isinstance(value, dict):
            raise Unfit("Input should be a valid dictionary", "dict_type", value)
        of_key, of_value = inside or (typing.Any, typing.Any)
        return {at(key, key, of_key): at(key, one, of_value) for key, one in value.items()}
    if kind in SEQUENCES:
        kind = list
    if kind not in COLLECTIONS:
        return value
    if not isinstance(value, list):
        raise Unfit(f"Input should be a valid {kind.__name__}", f"{kind.__name__}_type", value)
    if kind is tuple and inside and inside[-1] is not Ellipsis:
        return tuple(at(index, one, each) for index, (one, each) in enumerate(zip(value, inside)))
    each = inside[0] if inside else typing.Any
    return kind(at(index, one, each) for index, one in enumerate(value))


def at(key, value, wanted):
    try:
        return convert(value, wanted)
    except Unfit as problem:
        raise problem.under(key) from None


def plain(value, wanted):
    reader = READERS.get(wanted)
    if reader is not None:
        return reader(value)
    if isinstance(wanted, type) and issubclass(wanted, enum.Enum):
        try:
            return wanted(value)
        except ValueError:
            expected = " or ".join(repr(one.value) for one in wanted)
            raise Unfit(f"Input should be {expected}", "enum", value) from None
    return value


def integer(value):
    if isinstance(value, (bool, int)):
        return int(value)
    if isinstance(value, float):
        if value.is_integer():
            return int(value)
        raise Unfit("Input should be a valid integer, got a number with a fractional part", "int_from_float", value)
    if not isinstance(value, str):
        raise Unfit("Input should be a valid integer", "int_type", value)
    try:
        return int(value.strip())
    except ValueError:
        message = "Input should be a valid integer, unable to parse string as an integer"
        raise Unfit(message, "int_parsing", value) from None


def number(value):
    if isinstance(value, (bool, int, float)):
        return float(value)
    if not isinstance(value, str):
        raise Unfit("Input should be a valid number", "float_type", value)
    try:
        return float(value)
    except ValueError:
        message = "Input should be a valid number, unable to parse string as a number"
        raise Unfit(message, "float_parsing", value) from None


TRUTHS = {"true": True, "t": True, "yes": True, "y": True, "on": True, "1": True}
TRUTHS |= {"false": False, "f": False, "no": False, "n": False, "off": False, "0": False}


def truth(value):
    if isinstance(value, bool):
        return value
    if not isinstance(value, (str, int, float)):
        raise Unfit("Input should be a valid boolean", "bool_type", value)
    known = TRUTHS.get(value.lower() if isinstance(value, str) else str(int(value)) if value in (0, 1) else "")
    if known is None:
        raise Unfit("Input should be a valid boolean, unable to interpret input", "bool_parsing", value)
    return known


def text(value):
    if isinstance(value, str):
        return value
    raise Unfit("Input should be a valid string", "string_type", value)


def nothing(value):
    if value is None:
        return None
    raise Unfit("Input should be None", "none_required", value)


def parsed(read, name, kind):
    """A reader for what is written as text."""

    def reader(value):
        try:
            return read(text(value))
        except (ValueError, ArithmeticError):
            raise Unfit(f"Input should be a valid {name}", kind, value) from None

    return reader


READERS = {
    int: integer,
    float: number,
    bool: truth,
    str: text,
    type(None): nothing,
    None: nothing,
    bytes: lambda value: text(value).encode(),
    pathlib.Path: lambda value: pathlib.Path(text(value)),
    datetime.datetime: parsed(datetime.datetime.fromisoformat, "datetime", "datetime_from_date_parsing"),
    datetime.date: parsed(datetime.date.fromisoformat, "date", "date_from_datetime_parsing"),
    datetime.time: parsed(datetime.time.fromisoformat, "time", "time_parsing"),
    decimal.Decimal: parsed(decimal.Decimal, "decimal", "decimal_parsing"),
    uuid.UUID: parsed(uuid.UUID, "UUID", "uuid_parsing"),
}
