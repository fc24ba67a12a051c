"""Floor 1, the domain: documents, provisions, references, registers, Vietnamese text."""
