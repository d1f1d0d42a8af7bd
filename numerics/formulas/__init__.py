"""One SymPy expression, evaluated in floats, many digits, balls or exact rationals."""
