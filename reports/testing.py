"""Statements under test: one call that fails with the shrunk counterexample, for our test suite and anyone's own.

A conjecture is put under test in three lines::

    from conjecture import my_statement
    from reports.testing import campaign_test

    test_my_statement = campaign_test(my_statement, cases=500)

With Hypothesis, ``cases`` is a strategy and ``check_case`` the test of one case: what fails shrinks to a case whose
parameters are the simplest fractions.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from numerics.cases.attempt import Values
    from numerics.exact.numbers import ExactNumber
    from reports.engine.result import Result
    from reports.engine.witness import Witness
    from theory.language.statement import Statement


def check(
    record: Statement, cases: int | None = None, seed: int = 0, scales: Mapping[str, ExactNumber] | None = None
) -> Result:
    """Verify ``record`` and return the result; raises AssertionError unless it is upheld.

    The message is the counterexample: the claim, the exact parameters, made as short as still refute it, and the
    witness that ``dmf replay`` takes. For an undecided statement it says how many cases each claim left open.

    >>> from theory import statement
    >>> check(statement("remark-2.3"), cases=10).refuted
    0
    """
    __tracebackhide__ = True  # pytest then shows the message alone

    from numerics.exact.verdict import Verdict
    from reports.engine.verify import verify

    result = verify(record, cases, seed, scales)
    if result.verdict not in (Verdict.UPHELD, Verdict.PROVED):
        raise AssertionError(told(record, result, seed))
    return result


def told(record: Statement, result: Result, seed: int = 0) -> str:
    """Return why ``record`` is not upheld, with all that is needed to see it again."""
    lines = [f"{record.id} is {result.verdict.value}: {result.refuted} of {result.cases} cases refute it (seed {seed})"]
    witness = result.witness
    if witness is None:
        lines += [
            f"  {claim.name}: decided in {claim.decided} of the {claim.applied} cases it applies to"
            for claim in result.claims
            if claim.decided < claim.applied or not claim.applied
        ]
        return "\n".join(lines)
    return "\n".join([*lines, *_shown(record, witness)])


def _shown(record: Statement, witness: Witness) -> list[str]:
    lines = [f"  claim {witness.claim}: {record.claim(witness.claim)}"]
    lines += [f"  {name} = {value}" for name, value in witness.parameters.items()]
    lines += [f"  {name}: {value}" for name, value in witness.details.items()]
    lines += [
        "replay it: save the next line as w.json, then dmf replay w.json (--file F.py for a statement of your own)"
    ]
    return [*lines, json.dumps(witness.as_json())]


def cases(record: Statement, scales: Mapping[str, ExactNumber] | None = None) -> SearchStrategy[Values]:
    """Return a Hypothesis strategy of exact cases inside the hypotheses of ``record``, with factors of its constants.

    Hypothesis shrinks the parameters: the depth and every number become as simple as still fail.

    >>> from hypothesis import find
    >>> from theory.language.symbols import alpha
    >>> from theory import statement
    >>> found = find(cases(statement("lemma-2.2")), lambda values: values[alpha] > 4)
    >>> 4 < found[alpha] < 10
    True
    """
    from hypothesis import assume, strategies as st

    from numerics.cases.choices import chosen
    from numerics.exact.numbers import exact

    factors = {name: exact(factor) for name, factor in (scales or {}).items()}

    @st.composite
    def case(draw: DrawFn) -> Values:
        values = chosen(record, lambda count: draw(st.integers(0, count - 1)), factors)
        assume(values is not None)
        assert values is not None
        return values

    return case()


def check_case(record: Statement, values: Values) -> None:
    """Raise AssertionError, with the witness, where a claim of ``record`` is refuted at one exact case.

    >>> from theory import statement
    >>> from numerics.cases.draw import draw
    >>> check_case(statement("remark-2.3"), draw(statement("remark-2.3"), 1)[0])
    """
    __tracebackhide__ = True
    from numerics.claims.decide import decide
    from numerics.exact.verdict import Verdict
    from reports.engine.verify import witness_of
    from theory.language.symbols import Multiplier

    scales = {str(s).removeprefix("q_"): v for s, v in values.items() if isinstance(s, Multiplier)}
    for outcome in decide(record, values):
        if outcome.verdict is Verdict.REFUTED:
            witness: Witness = witness_of(record, scales, values, outcome)
            raise AssertionError("\n".join([f"{record.id} is refuted", *_shown(record, witness)]))


def campaign_test(record: Statement, cases: int | None = None, seed: int = 0) -> Callable[[], None]:
    """Return a test function that checks ``record``; bind it to a name that begins with ``test``.

    >>> from theory import statement
    >>> campaign_test(statement("remark-2.3"), cases=10)()
    """

    def test() -> None:
        __tracebackhide__ = True
        check(record, cases, seed)

    test.__doc__ = f"{record.id} is upheld in {'all' if cases is None else cases} cases."
    return test
