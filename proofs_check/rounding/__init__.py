"""The proofs about our own compiled kernels."""
