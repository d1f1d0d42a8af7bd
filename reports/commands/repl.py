"""``dmf repl``: IPython with everything loaded (``reports.repl``)."""

from __future__ import annotations

import errno
import sys
import tempfile

import click

from reports.commands.arguments import json_option
from reports.commands.terminal import print_json

#: What writing to a full or failing device, or to a reader that has left, fails with.
_UNDELIVERED = (errno.ENOSPC, errno.EIO, errno.EPIPE)


@click.command(
    epilog="""\b
Examples:
  dmf repl
  dmf repl -c 'statement("2.4")'
  dmf repl -c 'verify(LEMMA_2_2, cases=50).verdict'
  echo 'hitting_time(3, 1, "1/10", "1/10", "1/100")' | dmf repl

In a notebook: from reports.repl import namespace; globals().update(namespace())
"""
)
@click.option("-c", "code", help="Run this code, print the value of each expression, and exit.")
@json_option
def repl(code: str | None, as_json: bool) -> int:
    """Open IPython with symbols, observables, statements and evaluators loaded.

    Where stdin is not a terminal its lines are the session. Code that raises makes the exit code 1. With --json the
    names a session starts with are printed, each with its kind.
    """
    if as_json and code is not None:
        raise click.UsageError("--json and -c: choose one")
    if as_json:
        from reports.repl import namespace

        print_json({name: type(value).__name__ for name, value in namespace().items()})
        return 0
    if code is None and not sys.stdin.isatty():
        code = sys.stdin.read()
    return _typed_session() if code is None else _scripted_session(code)


def _typed_session() -> int:
    from IPython.terminal.interactiveshell import TerminalInteractiveShell

    from reports.repl import BANNER, namespace

    shell = TerminalInteractiveShell.instance(user_ns=namespace(), banner1=BANNER, confirm_exit=False, enable_tip=False)
    shell.show_banner()
    shell.mainloop()
    return 0


def _scripted_session(code: str) -> int:
    """Run ``code``, show the value of every expression without prompts, leave nothing behind."""
    from IPython.core.displayhook import DisplayHook
    from IPython.terminal.interactiveshell import TerminalInteractiveShell
    from traitlets.config import Config

    from reports.repl import namespace

    class ValuesOnly(DisplayHook):
        def write_output_prompt(self) -> None:
            """Leave out the "Out[1]:" before a value."""

    config = Config()
    config.HistoryManager.enabled = False
    with tempfile.TemporaryDirectory() as folder:
        shell = TerminalInteractiveShell.instance(
            user_ns=namespace(),
            config=config,
            ipython_dir=folder,
            displayhook_class=ValuesOnly,
            ast_node_interactivity="all",
            simple_prompt=True,
            colors="nocolor",
        )
        outcome = shell.run_cell(code, store_history=False)
    failure = outcome.error_in_exec
    if isinstance(failure, OSError) and failure.errno in _UNDELIVERED and failure.filename is None:
        raise failure  # the values had nowhere to go: no fault of the code
    return 0 if outcome.success else 1


COMMANDS: tuple[click.Command, ...] = (repl,)
