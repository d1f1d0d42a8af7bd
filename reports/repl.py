"""The names of a session: what ``dmf repl`` starts with, and a notebook after

>>> from reports.repl import namespace
>>> globals().update(namespace())
>>> print(LEMMA_2_2_SHARP.title)
The sharp step size for a one-sided approach
>>> verify(REMARK_2_3, cases=20).verdict
<Verdict.UPHELD: 'upheld'>

In a notebook statements show as LaTeX, in a terminal as text.
"""

from __future__ import annotations

from typing import Any

BANNER = """\
dmf-verify: gradient descent for deep matrix factorization, symbolic and certified.

  THEOREM_2_4                                          what Theorem 2.4 says; statement("2.4") is the same
  without_multipliers(case_named("2").upper)           a formula, in SymPy
  verify(THEOREM_2_4, cases=2000)                      many cases inside its hypotheses, every claim decided on each
  verify(THEOREM_2_4, cases=2000, scales={"upper": "0.9"}).witness
  case = {N: 3, lam: 1, alpha: "1/10", eta: "1/10", eps: "1/100"}
  bound(THEOREM_2_4, case)["upper"]                    T^Id of (24), correctly rounded
  hitting_time(3, 1, "1/10", "1/10", "1/100")          T itself, certified
  plan([4, 2, 1, 0, 0], depth=3, rank=2)               when to stop, for a matrix or its eigenvalues
  without_multipliers(flow_phase(3))                   T⁺ = τ(α→x_*) at depth 3, in closed form
  decimal_string(evaluate(flow_phase(3), {lam: 1, alpha: "1/10"}, "arb", 40), 30)

A conjecture of your own (docs/conjectures.md):

  grows = Claim("grows", sp.Le(d(k), d(k + 1)), over=Every(k))
  mine = Statement("mine", hypotheses=(DEPTH_TWO, *DESCENT, POSITIVE_EIGENVALUE), claims=(grows,))
  found = verify(mine, cases=200)                      it forgets to say that the start lies below the limit
  replay(mine, found.witness)                          the counterexample, derived again
"""


def python_name(id: str) -> str:
    """Return the name under which a session has the statement with this id.

    >>> [python_name(id) for id in ("2.4", "lemma-2.2-sharp", "1.3-sharp", "sharp-law")]
    ['THEOREM_2_4', 'LEMMA_2_2_SHARP', 'THEOREM_1_3_SHARP', 'SHARP_LAW']
    """
    words = "".join(letter if letter.isalnum() else "_" for letter in id).upper()
    return f"THEOREM_{words}" if words[:1].isdigit() else words


def namespace() -> dict[str, Any]:
    """Return the names a session starts with: the vocabulary of conjectures, the statements, what computes and decides.

    >>> names = namespace()
    >>> names["THEOREM_2_4"].title, names["Delta_2"](names["k"])
    ('Iteration counts for one eigenvalue', Delta_2(k))
    """
    import numerics
    from numerics.claims import decide, hypotheses
    from reports import vocabulary
    from reports.engine import bound, verify, witness
    from reports.planning import plan
    from reports.testing import check
    from theory.deep_factorization import lemma_2_2_sharp, theorem_2_4
    from theory.dynamics import descent, flow
    from theory.language import definitions, registry, symbols

    names: dict[str, Any] = {name: getattr(vocabulary, name) for name in vocabulary.__all__}
    for module, chosen in (
        (numerics, tuple(numerics.__all__)),
        (decide, ("decide",)),
        (hypotheses, ("require", "broken")),
        (verify, ("verify",)),
        (witness, ("replay",)),
        (bound, ("bound",)),
        (plan, ("plan",)),
        (descent, ("descent_step",)),
        (flow, ("antiderivative", "explicit_solution", "flow_time", "rhs")),
        (theorem_2_4, ("CASES", "at_depth", "case_named", "flow_phase")),
        (lemma_2_2_sharp, ("sharp_threshold",)),
        (definitions, ("resolve",)),
        (symbols, ("without_multipliers",)),
    ):
        names |= {name: getattr(module, name) for name in chosen}
    names["check"] = check
    return names | {python_name(record.id): record for record in registry.STATEMENTS}
