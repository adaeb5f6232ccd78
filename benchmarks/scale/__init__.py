"""What larger and larger corpora cost, and what one percent more of them costs."""
