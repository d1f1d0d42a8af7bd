"""The bounds of the theorems, evaluated and certified."""
