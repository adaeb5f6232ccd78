"""Stories: which articles print one text, edited or whole, and what stands under many."""
