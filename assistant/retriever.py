"""The engine's ranking as a LangChain retriever, for chains and other LangChain programs."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from assistant.engine import Engine
from assistant.model import QueryOptions

__all__ = ["ProvisionRetriever"]


class ProvisionRetriever(BaseRetriever):
    """Returns the best units for a question, each as one LangChain document.

    `page_content` is the unit's whole text; `metadata` holds the contract's `document`
    object, `locator`, `label` and `score` (0..1).
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    engine: Engine
    options: QueryOptions = Field(default_factory=QueryOptions)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        answer = self.engine.ask(query, self.options)
        return [
            LangChainDocument(
                page_content=self.engine.unit_text(result.document.id, result.locator),
                metadata={
                    "document": result.document.as_json(),
                    "locator": result.locator,
                    "label": result.title,
                    "score": result.score,
                },
            )
            for result in answer.results
        ]
