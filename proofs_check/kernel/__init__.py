"""Proof obligations and what discharges them."""
