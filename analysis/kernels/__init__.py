"""Hot loops, compiled by numba: from bytes to words, sentences, scores, matches and pairs.

The only implementation of each. Its reference (nltk, a regular expression, itertools) lives in the
tests, and `NUMBA_DISABLE_JIT=1` runs the same code as plain Python.
"""
