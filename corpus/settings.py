"""All configuration: environment variables with the prefix ISO_, one class."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from corpus.errors import ConfigurationError

__all__ = ["EMBEDDED_MODEL", "SHIPPED_DOCUMENTS", "Settings", "load_settings"]

EMBEDDED_MODEL = "embedded"
"""The name of the built-in model in `Settings.model` and in every index written with it."""

SHIPPED_DOCUMENTS = Path(__file__).resolve().parent / "documents"
"""Folder of the documents that come with the program."""


class Settings(BaseSettings):
    """What can be configured, read from ISO_* variables.

    `data` holds index/, store.db, uploads/, cache/ and model/. `index` overrides the index
    folder alone. `model` is "embedded", a sentence-transformers name or path, or the model
    name that `embeddings_url` (an OpenAI-compatible endpoint) is asked for. `folders` are
    more document roots of a new index; `register_folders` hold an agency's own register
    files. Lists are written as JSON.
    """

    model_config = SettingsConfigDict(env_prefix="ISO_", extra="ignore")

    data: Path = Path(".data")
    index: Path | None = None
    model: str = EMBEDDED_MODEL
    embeddings_url: str | None = None
    embeddings_key: SecretStr | None = None
    reranker: str | None = Field(
        default=None, description="cross-encoder: a folder or name here, or the server's name of it"
    )
    reranker_url: str | None = Field(default=None, description="rerank endpoint, as Cohere's")
    reranker_key: SecretStr | None = None
    folders: list[Path] = Field(default_factory=list)
    register_folders: list[Path] = Field(default_factory=list)
    edition: str = Field(default="2015", pattern="^(2008|2015)$")
    chroma_url: str | None = None
    store: str | None = Field(default=None, description="URL; None: store.db in `data`")
    threads: int = Field(default=0, ge=0, description="0: one per core")
    reading_memory_mb: int = Field(default=2048, ge=512, description="of one reading process")
    officer: str = Field(default="", max_length=120, description="who decides on the mapping")
    llm_model: str | None = Field(default=None, description="None: answers without an LLM")
    llm_provider: str = Field(default="openai", description="as `init_chat_model` names it")
    llm_url: str | None = Field(default=None, description="None: the provider's own address")
    llm_key: SecretStr | None = None
    llm_first_seconds: float = Field(default=10.0, gt=0, description="wait for the first word")
    llm_seconds: float = Field(default=60.0, gt=0, description="wait for the whole answer")
    llm_question_seconds: float = Field(
        default=3.0, ge=0, description="wait for a follow-up question made complete; 0: never ask"
    )
    llm_attempts: int = Field(default=3, ge=1, le=10, description="tries of one request")
    llm_answer_tokens: int = Field(default=1_000, ge=1, description="longest answer")
    llm_tokens_a_day: int = Field(default=500_000, ge=0, description="ceiling of all users")
    llm_cost_a_day: float | None = Field(default=None, ge=0, description="ceiling; None: no limit")
    llm_input_price: float = Field(default=0.0, ge=0, description="of a million tokens read")
    llm_output_price: float = Field(default=0.0, ge=0, description="of a million tokens written")

    @cached_property
    def index_dir(self) -> Path:
        """Folder of the index generations."""
        return self.index if self.index is not None else self.data / "index"

    @cached_property
    def cache_dir(self) -> Path:
        """Folder of what can be recomputed: vectors, page pictures."""
        return self.data / "cache"

    @cached_property
    def model_dir(self) -> Path:
        """Folder of the built embedded model."""
        return self.data / "model"

    @cached_property
    def uploads_dir(self) -> Path:
        """Folder of files that users uploaded; an ingest root."""
        return self.data / "uploads"

    @cached_property
    def corrections_dir(self) -> Path:
        """Folder of what people state of documents that are no uploads by themselves."""
        return self.data / "corrections"

    @cached_property
    def review_dir(self) -> Path:
        """Folder of what officers make of feedback: golden questions, and register files."""
        return self.data / "review"

    @cached_property
    def store_url(self) -> str:
        """SQLAlchemy URL of the store of what people make."""
        return self.store or f"sqlite:///{(self.data / 'store.db').resolve()}"


def load_settings(index: Path | None = None) -> Settings:
    """Read the environment; `index` overrides its folder of the index.

    Raises `ConfigurationError` naming the variable that cannot be used.
    """
    try:
        return Settings(index=index) if index is not None else Settings()
    except ValidationError as error:
        names = ", ".join(f"ISO_{str(item['loc'][0]).upper()}" for item in error.errors())
        raise ConfigurationError(
            f"Giá trị của {names} không dùng được. Hãy sửa biến môi trường."
        ) from error
    except SettingsError as error:
        raise ConfigurationError(f"Biến môi trường ISO_* không đọc được: {error}") from error
