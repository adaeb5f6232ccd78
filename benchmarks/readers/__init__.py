"""What it costs to read files, beside pandas, and what cleaning adds to that."""
