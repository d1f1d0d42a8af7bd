"""Chou, Gieshoff, Maly, Rauhut: one module for each theorem, lemma and remark, named by its number."""
