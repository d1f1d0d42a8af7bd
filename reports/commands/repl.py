"""``dmf repl``: IPython with symbols, statements and evaluators at hand.

In a notebook, ``from reports.commands.repl import namespace; globals().update(namespace())`` gives the same names,
and statements show as LaTeX.
"""

from __future__ import annotations

import sys
import tempfile
from typing import Any

BANNER = """\
dmf-verify: gradient descent for deep matrix factorization, symbolic and certified.

  statement("2.4")                                     what Theorem 2.4 says
  case_named("2").upper                                a formula, in SymPy
  flow_phase(3)                                        T⁺ = τ(α→x_*) at depth 3, in closed form
  decimal_string(evaluate(flow_phase(3), {lam: 1, alpha: "1/10"}, "arb", 40), 30)
  case = ScalarCase(3, exact(1), exact("1/10"), exact("1/10"), exact("1/100"))
  enclose_bounds(case).upper                           T^Id of (24), a ball that holds the true value
  hitting_time(3, 1, "1/10", "1/10", "1/100")          T itself, certified
  run_campaign(CAMPAIGNS["2.4"], cases=2000)           many cases of one statement
  run_campaign(CAMPAIGNS["2.4"], cases=2000, scales={"upper": exact("0.9")})
"""


def namespace() -> dict[str, Any]:
    """Return the names a session starts with: symbols, statements, formulas, evaluators, campaigns.

    >>> names = namespace()
    >>> names["statement"]("2.4").title
    'Iteration counts for one eigenvalue'
    """
    import sympy

    import numerics
    import reports
    from theory import iteration_count, step_size
    from theory.dynamics import descent, flow
    from theory.language import definitions, registry, symbols

    names: dict[str, Any] = {"sp": sympy}
    for name in ("N", "lam", "alpha", "beta", "eta", "eps", "k", "t", "x", "gap", "T"):
        names[name] = getattr(symbols, name)
    for module, chosen in (
        (registry, ("STATEMENTS", "statement")),
        (descent, ("descent_step",)),
        (flow, ("antiderivative", "explicit_solution", "flow_time", "rhs")),
        (iteration_count, ("CASES", "at_depth", "case_named", "flow_phase", "lag")),
        (step_size, ("sharp_threshold", "step_bound")),
        (definitions, ("resolve",)),
        (numerics, tuple(numerics.__all__)),
        (reports, tuple(reports.__all__)),
    ):
        names |= {name: getattr(module, name) for name in chosen}
    return names


def run(code: str | None = None) -> int:
    """Open the session, or run ``code`` in it and return; returns the exit code (1 when ``code`` raised).

    Where stdin is not a terminal its lines are the session. A session that is not typed shows the value of every
    expression, without prompts, and leaves nothing behind.
    """
    if code is None and not sys.stdin.isatty():
        code = sys.stdin.read()
    return _typed_session() if code is None else _scripted_session(code)


def _typed_session() -> int:
    from IPython.terminal.interactiveshell import TerminalInteractiveShell

    shell = TerminalInteractiveShell.instance(user_ns=namespace(), banner1=BANNER, confirm_exit=False, enable_tip=False)
    shell.show_banner()
    shell.mainloop()
    return 0


def _scripted_session(code: str) -> int:
    from IPython.core.displayhook import DisplayHook
    from IPython.terminal.interactiveshell import TerminalInteractiveShell
    from traitlets.config import Config

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
        return 0 if shell.run_cell(code, store_history=False).success else 1
