"""The tests; the modules here that hold none are helpers of several."""
