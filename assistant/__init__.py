"""Floor 3: from a question to evidence, an answer, and its evaluation."""
