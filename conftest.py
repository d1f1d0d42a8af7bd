"""Import the four layers before pytest collects their doctests.

Otherwise the import mode that collects by file path would load a module a second time beside the one its
package has imported, and there would be two classes of the same name.
"""

import numerics
import proofs_check
import reports
import theory

__all__ = ["numerics", "proofs_check", "reports", "theory"]
