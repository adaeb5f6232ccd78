"""Speed of the kernels, side by side with their peers, equal results checked in the same run."""
