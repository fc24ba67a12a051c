"""The encoder in torch, with additions of low rank that are trained for questions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from ingest.embedding.adaptation import QuestionAdaptation
from ingest.embedding.projection import TokenProjection
from ingest.embedding.prompts import E5_PROMPTS
from ingest.embedding.transformers_folder import linear_layers
from ingest.question_tokens import project

__all__ = ["QuestionReader"]

_RANK: Final = 16
_LONGEST: Final = 56


class QuestionReader:
    """The published encoder with factors to train beside its linear layers."""

    def __init__(self, folder: Path) -> None:
        """Load the model of a folder in the form of sentence-transformers."""
        from transformers import AutoModel, AutoTokenizer

        self._tokenizer = AutoTokenizer.from_pretrained(folder)
        self._bert = AutoModel.from_pretrained(folder).eval().requires_grad_(False)
        self._down, self._up = {}, {}
        for name, module in linear_layers(self._bert.config.num_hidden_layers).items():
            self._down[name], self._up[name] = _add_factors(self._bert.get_submodule(module))
        prompt = E5_PROMPTS["query"].strip()
        self._first = 1 + len(self._tokenizer(prompt, add_special_tokens=False).input_ids)
        self._projection = TokenProjection.shipped()

    def factors(self) -> list[Any]:
        """Return what is trained."""
        return [*self._down.values(), *self._up.values()]

    def encode(self, texts: Sequence[str]) -> tuple[Any, list[Any]]:
        """Return the vectors of questions, (len(texts), dimension), and of each one's tokens.

        The latter are (tokens, token dimension), without prompt and special tokens; all are of
        norm 1.
        """
        import torch

        prompted = [E5_PROMPTS["query"] + text for text in texts]
        tokens = self._tokenizer(
            prompted, padding=True, truncation=True, max_length=_LONGEST, return_tensors="pt"
        )
        mask = tokens.attention_mask
        hidden = self._bert(input_ids=tokens.input_ids, attention_mask=mask).last_hidden_state
        total = (hidden * mask[..., None]).sum(1)
        projected = project(hidden, self._projection)
        ends = (mask.sum(1) - 1).tolist()
        of_tokens = [row[self._first : end] for row, end in zip(projected, ends, strict=True)]
        return torch.nn.functional.normalize(total, dim=-1), of_tokens

    def adaptation(self, texts: str) -> QuestionAdaptation:
        """Return the factors as they are now; `texts` names what they were trained on."""
        return QuestionAdaptation(
            {name: factor.detach().numpy() for name, factor in self._down.items()},
            {name: factor.detach().numpy() for name, factor in self._up.items()},
            texts,
        )


def _add_factors(linear: Any) -> tuple[Any, Any]:  # noqa: ANN401 - torch is not imported here
    """Let a linear layer add up @ down @ input to what it gives; return (down, up)."""
    import torch

    outputs, width = linear.weight.shape
    down = torch.nn.Parameter(torch.randn(_RANK, width) / width**0.5)
    up = torch.nn.Parameter(torch.zeros(outputs, _RANK))
    product = torch.nn.functional.linear

    def add(_: object, inputs: tuple[Any, ...], output: Any) -> Any:  # noqa: ANN401 - tensors
        return output + product(product(inputs[0], down), up)

    linear.register_forward_hook(add)
    return down, up
