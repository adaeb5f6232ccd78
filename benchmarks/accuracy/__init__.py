"""How well annotations agree with people, on labelled data that are given by path."""
