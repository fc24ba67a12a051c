"""Floor 2: from a file to text, provisions, chunks and an index generation."""
