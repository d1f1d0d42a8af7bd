"""Compile and check all proofs, have coqchk read them once more, and write the audit; ``make proofs`` calls it.

python -m proofs_check.coq            write audit.json
python -m proofs_check.coq --check    compare with audit.json instead
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

from proofs_check.coq import toolchain
from proofs_check.coq.audit import AUDIT, Proved, ask
from proofs_check.coq.hypotheses import superfluous
from proofs_check.coq.sources import FOLDER, hashes, theorems, unproved_steps
from proofs_check.coq.statements import files
from theory.language.registry import STATEMENTS, statement


def main(arguments: Sequence[str]) -> int:
    """Check everything; write the audit, or say in a line each what does not pass. Returns the exit code."""
    try:
        toolchain.require()
        begun = time.monotonic()
        toolchain.compile_sources()
        _say(f"compiled in {time.monotonic() - begun:.0f} s")
        with ProcessPoolExecutor(2) as pool:
            kernel = pool.submit(_kernel)
            ids = [record.id for record in STATEMENTS]
            answers = dict(zip(ids, pool.map(_asked, ids), strict=True))
            _say(kernel.result())
        found = {id: claims for id, (claims, _) in answers.items()}
        wrong = problems(found)
        for line in wrong:
            _say(line)
        if wrong:
            return 1
        text = audit_json(found, {id: unused for id, (_, unused) in answers.items()})
    except ValueError as error:
        _say(str(error))
        return 2
    if "--check" in arguments:
        return _compare(text)
    AUDIT.write_text(text, encoding="utf-8")
    _say(f"{sum(one.passed for claims in found.values() for one in claims)} claims proved; {AUDIT.name} written")
    return 0


def _asked(id: str) -> tuple[list[Proved], dict[str, tuple[str, ...]]]:
    """Return what Coq says of the claims of a statement, and the hypotheses that their proofs do without."""
    record = statement(id)
    claims = ask(record)
    return claims, superfluous(record) if all(one.passed or not one.theorem for one in claims) else {}


def _kernel() -> str:
    """Have coqchk read every proof; return what is to be told of it."""
    proofs = sorted({theorem.path for theorem in theorems().values()})
    begun = time.monotonic()
    toolchain.check_with_kernel(proofs)
    return f"coqchk accepts {len(proofs)} files in {time.monotonic() - begun:.0f} s"


def problems(found: Mapping[str, Sequence[Proved]]) -> list[str]:
    """Return what must not be: a drift of the statements, a step taken for granted, a proof that does not pass."""
    texts, missing = files()
    drift = [path for path, text in texts.items() if _text(path) != text]
    failed = [(id, one) for id, claims in found.items() for one in claims if one.theorem and one.problem]
    return [
        *(f"{path}: not what the records print; python -m proofs_check.coq.statements writes it" for path in drift),
        *(f"{name}: not printed: {reason}" for name, reason in missing.items()),
        *unproved_steps(),
        *(f"{id} {one.claim}: {one.theorem}: {one.problem}" for id, one in failed),
    ]


def audit_json(found: Mapping[str, Sequence[Proved]], unused: Mapping[str, Mapping[str, Sequence[str]]]) -> str:
    """Return an audit as the text of its file; ``unused`` are the hypotheses that proofs do without."""
    statements = {
        id: {
            one.claim: {"theorem": one.theorem, "axioms": list(one.axioms), "unused": list(unused[id][one.claim])}
            for one in claims
            if one.passed
        }
        for id, claims in found.items()
    }
    whole = {
        "versions": toolchain.versions(),
        "statements": {id: claims for id, claims in statements.items() if claims},
        "sources": hashes(),
    }
    return json.dumps(whole, indent=1, sort_keys=True) + "\n"


def _text(path: str) -> str | None:
    target = FOLDER / path
    return target.read_text(encoding="utf-8") if target.is_file() else None


def _compare(text: str) -> int:
    there = json.loads(AUDIT.read_text(encoding="utf-8")) if AUDIT.is_file() else {}
    here = json.loads(text)
    if all(there.get(part) == here[part] for part in ("statements", "sources")):
        _say("the committed audit says the same")
        return 0
    _say(f"{AUDIT.name} is not what the audit finds; make proofs writes it")
    return 1


def _say(line: str) -> None:
    sys.stderr.write(f"proofs: {line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
