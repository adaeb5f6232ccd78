"""Train the tagger of names from labelled text that is given by path."""
