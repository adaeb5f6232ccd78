"""Speed beside what others would run, and what larger and larger corpora cost."""
