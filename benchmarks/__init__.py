"""Speed, side by side with what others would run, with equal results checked in the same run."""
