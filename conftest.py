"""Options of our tests, and the four layers imported before pytest collects their doctests.

Otherwise the import mode that collects by file path would load a module a second time beside the one its
package has imported, and there would be two classes of the same name.
"""

import pytest

import reports  # first: it says how much SymPy remembers, which SymPy reads when it is imported

# isort: split
import numerics
import proofs_check
import theory

__all__ = ["numerics", "proofs_check", "reports", "theory"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the size and the seed of the campaigns on the registered statements (docs/testing.md)."""
    group = parser.getgroup("campaigns")
    group.addoption("--cases", type=int, help="cases that each statement is tried on; by default the profile's")
    group.addoption("--coq", action="store_true", help="run the tests that ask Coq; they need it, and take minutes")
    group.addoption("--campaign-seed", "--seed", dest="campaign_seed", type=int, default=0, help="seed of their draw")
