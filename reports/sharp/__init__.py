"""What our own statements need beyond their records, named as in ``theory.sharp``."""
