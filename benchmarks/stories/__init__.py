"""Near-duplicate articles: made edits that are known, the peer, and a large corpus."""
