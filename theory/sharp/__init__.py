"""Our own sharper statements: one module each, with the formulas and the proof they rest on."""
