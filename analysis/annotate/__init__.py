"""Texts into tidy tables with character offsets, once; every analysis counts from these."""
