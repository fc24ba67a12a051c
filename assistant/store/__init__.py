"""What people make, kept in one relational store apart from the index."""

from assistant.store.database import Store
from assistant.store.tables import Base

__all__ = ["Base", "Store"]
