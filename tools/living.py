"""The functions of a running program, whose code can be exchanged."""

import ast
import functools
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from tools.mutants import mutated

ROOT = Path(__file__).resolve().parent.parent
_PACKAGE = str(ROOT / "kumareport")


_SOURCES: dict[str, str] = {}


def source_of(file: str) -> str:
    """A module's source as it was when it was first asked for: a run goes on while files change."""
    if file not in _SOURCES:
        _SOURCES[file] = (ROOT / file).read_text(encoding="utf-8")
    return _SOURCES[file]


def exchange(file: str, tree: ast.Module | None = None) -> None:
    """Give the living functions of a module another code; without a tree the code on file."""
    path = ROOT / file
    module = compile(tree or source_of(file), str(path), "exec")
    codes = {(code.co_qualname, code.co_firstlineno): code for code in _codes(module)}
    for thing in functions(len(sys.modules)).get(str(path), ()):
        code = codes[thing.__code__.co_qualname, thing.__code__.co_firstlineno]
        if code.co_freevars == thing.__code__.co_freevars:
            thing.__code__ = code
    forget()


@functools.lru_cache(maxsize=1)
def functions(_: int) -> dict[str, list[FunctionType]]:
    """The living functions of the package by their file, in as many modules as there are."""
    found: dict[str, list[FunctionType]] = {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename.startswith(_PACKAGE):
            found.setdefault(thing.__code__.co_filename, []).append(thing)
    return found


def forget(files: Iterable[str] | None = None) -> None:
    """Empty what functions remember of calls before; with ``files`` only those of these modules."""
    modules = None if files is None else {module_of(file) for file in files}
    for cache in _caches(len(sys.modules)):
        if modules is None or cache.__module__ in modules:
            cache.cache_clear()


def module_of(file: str) -> str:
    """The name of the module in a file."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@functools.lru_cache(maxsize=1)
def _caches(_: int) -> list["functools._lru_cache_wrapper[object]"]:  # pyright: ignore[reportPrivateUsage]
    """What remembers, in as many modules as there are; never this memory itself."""
    kind = functools._lru_cache_wrapper  # pyright: ignore[reportPrivateUsage]
    mine = (_caches, functions)
    return [thing for thing in gc.get_objects() if isinstance(thing, kind) and thing not in mine]


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


class Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module with its fault."""

    def __init__(self, file: str, number: int) -> None:
        self.path, self.number = ROOT / file, number
        self.name = module_of(file)

    def find_spec(self, fullname: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        """The mutated module's spec; None for all others."""
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the mutated source."""
        tree = mutated(self.path.read_text(encoding="utf-8"), self.number)
        exec(compile(tree, str(self.path), "exec"), module.__dict__)
