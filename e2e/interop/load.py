"""Loads components in AutoGen itself: load.py FILE, a JSON list of {name, component}. Prints one JSON line each."""

import json
import logging
import sys
import warnings

from autogen_core import ComponentLoader

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)


def load(component: dict) -> str | None:
    """Why it cannot be loaded; None where it can."""
    try:
        ComponentLoader.load_component(component)
        return None
    except Exception as error:
        return f"{type(error).__name__}: {error}"


with open(sys.argv[1], encoding="utf-8") as file:
    for item in json.load(file):
        print(json.dumps({"name": item["name"], "problem": load(item["component"])}), flush=True)
