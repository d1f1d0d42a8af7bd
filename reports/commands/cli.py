"""The ``dmf`` command: statements, bounds, hitting times, campaigns and the report from a shell.

Exit codes: 0 fine, 1 refuted or undecided, 2 bad input or an answer that cannot be delivered. Either is told in one
line on stderr, bad input with nothing on stdout and nothing written. An error of this program itself ends with 70 and
a traceback: 1 is kept for what was found out.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import click

from reports.commands import frontier, numbers, plan, prove, repl, report, solve, statements, verify

#: What a shell reports for a program that Ctrl-C or SIGTERM ended.
INTERRUPTED, TERMINATED = 130, 143
#: What a shell reports for a program that SIGPIPE ended, as in ``dmf list | head -1``.
BROKEN_PIPE = 141
#: EX_SOFTWARE of sysexits.h: the program itself is at fault.
OWN_FAULT = 70


class Terminated(BaseException):
    """SIGTERM has come: what is open is cleaned up on the way out."""


class OneLineErrors(click.Group):
    """A command group whose errors are one line on stderr; commands return their exit code (None: 0)."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command line and exit; the arguments are those of ``click.Command.main``."""
        sys.set_int_max_str_digits(0)  # an integer bound may have thousands of digits
        if sys.stderr is None:  # closed by the caller, as in dmf list 2>&-; then nobody reads what is said there
            sys.stderr = io.StringIO()
        if sys.stdin is None:
            sys.stdin = io.StringIO()
        if sys.stdout is None:
            sys.exit(_complain("stdout is closed: there is nowhere to write the answer", 2))
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # Greek letters where the locale has none
        try:
            with prompt_interrupts():
                code = super().main(*args, **extra | {"prog_name": "dmf", "standalone_mode": False})
        except click.ClickException as error:
            code = _complain(_message(error), 2)
        except (click.Abort, KeyboardInterrupt):
            code = _complain("interrupted", INTERRUPTED)
        except Terminated:
            code = _complain("terminated", TERMINATED)
        except OSError as error:
            _drop_output()
            code = _complain(f"{error.filename or 'stdout'}: {error.strerror or error}", 2)
        except MemoryError:
            code = _complain("this asks for more memory than there is", 2)
        except Exception:
            traceback.print_exc()
            code = OWN_FAULT
        sys.exit(code or 0)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the command line; ``dmf --help`` is answered here, maybe to a reader that has left."""
        try:
            return super().make_context(*args, **extra)
        except BrokenPipeError:
            _drop_output()
            raise click.exceptions.Exit(BROKEN_PIPE) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the chosen command; turn bad input and undecided questions into exit codes."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _drop_output()
            return BROKEN_PIPE
        except click.ClickException:
            raise
        except ValueError as error:
            return _complain(str(error), 2)
        except RuntimeError as error:
            from numerics.exact.verdict import Undecided

            if not isinstance(error, Undecided):
                raise
            return _complain(f"undecided: {error}", 1)
        return code


@contextmanager
def prompt_interrupts() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end the command at once, with its worker processes, and without a word from those."""
    parent = os.getpid()

    def interrupt(signum: int, frame: FrameType | None) -> None:
        import multiprocessing

        if os.getpid() != parent:
            os._exit(INTERRUPTED)  # a worker, forked with this handler: the parent speaks for all
        for worker in multiprocessing.active_children():
            # a pool would wait for them to finish what they have begun; a worker just forked loses any other signal
            worker.kill()
        raise KeyboardInterrupt if signum == signal.SIGINT else Terminated

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = {signum: signal.signal(signum, interrupt) for signum in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for signum, handler in previous.items():
            signal.signal(signum, handler)


def _drop_output() -> None:
    """Send what stdout still holds nowhere: Python would try to write it once more at its end, and say so."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: str, code: int) -> int:
    click.echo("dmf: " + " ".join(message.split()), err=True)
    return code


def _message(error: click.ClickException) -> str:
    if isinstance(error, click.MissingParameter) and error.param is not None:
        hint = error.param.opts[0] if isinstance(error.param, click.Option) else error.param.human_readable_name
        return f"missing {error.param.param_type_name} {hint} (see dmf {_command(error)} --help)"
    return error.format_message()


def _command(error: click.UsageError) -> str:
    return error.ctx.info_name or "" if error.ctx is not None else ""


@click.group(
    cls=OneLineErrors,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
    epilog="""\b
Examples:
  dmf list
  dmf show 2.4
  dmf bound 2.4 --depth 3 --eigenvalue 1 --alpha 1/10 --step 0.1 --accuracy 1/100
  dmf hit --depth 3 --eigenvalue 1 --alpha 1/10 --step 0.1 --accuracy 1/100
  dmf solve --for alpha --iterations 1000 --depth 3 --eigenvalue 1 --step 0.1 --accuracy 1/100
  dmf plan gram.npy --depth 3 --rank 2
  dmf verify 2.4 --cases 10000
  dmf verify 2.4 --scale upper=0.9 --witness witness.json; dmf replay witness.json
  dmf frontier 2.4 --depth 2
  dmf prove 2.4
  dmf verify --file conjecture.py

Numbers are ints, fractions (1/10) or decimals (0.1), all taken exactly.
Exit code 0: fine. 1: refuted or undecided. 2: bad input, or no place for the answer: one line on stderr says so.
""",
)
@click.version_option(package_name="dmf-verify", prog_name="dmf")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Verify the theorems on gradient descent for deep matrix factorization."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


for _command_of_group in (
    *statements.COMMANDS,
    *numbers.COMMANDS,
    *solve.COMMANDS,
    *plan.COMMANDS,
    *verify.COMMANDS,
    *prove.COMMANDS,
    *frontier.COMMANDS,
    *report.COMMANDS,
    *repl.COMMANDS,
):
    main.add_command(_command_of_group)


if __name__ == "__main__":
    main()
