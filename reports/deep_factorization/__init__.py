"""What statements of the paper need beyond their records, named by number as in ``theory.deep_factorization``."""
