"""What is one actor over a corpus: names of articles merged, once and by rules that can be seen.

An article says by itself whom its names mean. What only several articles can tell is decided here:
two spellings of one name, an acronym spelled out elsewhere, a surname whose bearer other articles
of those days name in full. It is counted in each shard, decided once for the whole corpus, and
applied when mentions are read. What a user's `actors.csv` says of a name wins over all rules.
"""
