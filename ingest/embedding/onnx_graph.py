"""The E5 file written out as an int8 ONNX graph that is ready to run on a CPU.

The graph is put together from the fused operators of onnxruntime instead of being traced
and optimised afterwards: attention, bias + GELU, residual + layer norm and the quantised
products are one operator each, and the vocabulary table stays in the 4 bits it was
published in (54 MB instead of 384 MB).

Weights have 7 bits: the AVX2 product of unsigned and signed bytes adds two of them in 16
bits and would saturate with 8.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ingest.embedding.e5_file import BLOCK, E5File, FloatArray

__all__ = ["FUSED", "OnnxGraph", "save_graph", "write_onnx_graph"]

FUSED: Final = "com.microsoft"
_OPSET: Final = 18
_IR_VERSION: Final = 10
_WEIGHT_LIMIT: Final = 63


def write_onnx_graph(source: E5File, path: Path, weights: Path) -> None:
    """Write the encoder of passages to `path` and its constants to `weights` in the same folder.

    Inputs: `input_ids` and `attention_mask`, int64 (batch, length), length <= 512. Outputs,
    float32: `sentence_embedding` (batch, hidden), mean over the unmasked tokens with norm 1,
    and `token_embeddings` (batch, length, hidden).
    """
    save_graph(OnnxGraph(source), path, weights)


def save_graph(graph: OnnxGraph, path: Path, weights: Path) -> None:
    """Write a graph to `path` and its constants to `weights` in the same folder.

    Constants in a file of their own are memory-mapped: 65 MB less, and 0.04 s to open.
    """
    import onnx

    path.parent.mkdir(parents=True, exist_ok=True)
    weights.unlink(missing_ok=True)  # onnx appends to what is there
    onnx.save(graph.build(), path, save_as_external_data=True, location=weights.name)


class OnnxGraph:
    """Nodes and constants of the encoder; a method that adds nodes returns their output's name."""

    def __init__(self, source: E5File) -> None:
        """Prepare the graph of an E5 file."""
        self.source = source
        self.size = source.dimensions
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def build(self) -> Any:  # noqa: ANN401 - onnx.ModelProto has no usable type
        """Return the whole as an onnx.ModelProto."""
        from onnx import TensorProto, helper

        mask = self.node("Cast", ["attention_mask"], to=TensorProto.INT32)
        hidden = self._embed()
        for layer in range(self.size.layers):
            hidden = self._layer(f"l{layer}", hidden, mask)
        self._pool(hidden)
        tokens, width = ["batch", "length"], self.size.hidden
        graph = helper.make_graph(
            self._nodes,
            "multilingual-e5-small",
            [
                helper.make_tensor_value_info(name, TensorProto.INT64, tokens)
                for name in ("input_ids", "attention_mask")
            ],
            [
                helper.make_tensor_value_info(
                    "sentence_embedding", TensorProto.FLOAT, ["batch", width]
                ),
                helper.make_tensor_value_info(
                    "token_embeddings", TensorProto.FLOAT, [*tokens, width]
                ),
            ],
            self._constants,
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(FUSED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)

    def _embed(self) -> str:
        from onnx import TensorProto

        size = self.size
        nibbles, scales = self.source.blocks("emb.word")
        table = _pack_pairs(nibbles).reshape(size.vocabulary, size.hidden // 2)
        words = self.node(
            "GatherBlockQuantized",
            [
                self.constant("words", table),
                "input_ids",
                self.constant("words.scale", scales.reshape(size.vocabulary, -1)),
            ],
            domain=FUSED,
            bits=4,
            block_size=BLOCK,
            quantize_axis=1,
        )
        # Only token type 0 is ever used, so its vector is part of every position.
        positions = self.source.matrix("emb.pos", size.positions, size.hidden)
        positions += self.source.matrix("emb.type", size.token_types, size.hidden)[0]
        length = self.node("Shape", ["input_ids"], start=1, end=2)
        zero = self.constant("zero", np.zeros(1, np.int64))
        used = self.node("Slice", [self.constant("positions", positions), zero, length, zero])
        total = self.node("Add", [self.node("Cast", [words], to=TensorProto.FLOAT), used])
        return self.node("LayerNormalization", [total, *self._norm("emb.ln")], epsilon=size.epsilon)

    def _layer(self, name: str, hidden: str, mask: str) -> str:
        attended = self.attention(name, hidden, mask)
        projected = self.product(f"{name}.ao", attended)
        hidden = self._add_norm(projected, hidden, f"{name}.aln", f"{name}.ao.b")
        wide = self.product(f"{name}.fi", hidden)
        wide = self.node("BiasGelu", [wide, self._array(f"{name}.fi.b")], domain=FUSED)
        narrow = self.product(f"{name}.fo", wide)
        return self._add_norm(narrow, hidden, f"{name}.oln", f"{name}.fo.b")

    def attention(self, name: str, hidden: str, mask: str) -> str:
        """Add the attention of the layer `name`, without its output product."""
        parts = [f"{name}.{part}" for part in "qkv"]
        weights, scales = _quantise(np.concatenate([self.linear(part) for part in parts]))
        bias = np.concatenate([self.source.array(f"{part}.b") for part in parts])
        quantised, scale, zero = self._nodes_of("DynamicQuantizeLinear", [hidden], 3)
        return self.node(
            "QAttention",
            [
                quantised,
                self.constant(f"{name}.qkv", weights),
                self.constant(f"{name}.qkv.b", bias),
                scale,
                self.constant(f"{name}.qkv.scale", scales),
                mask,
                zero,
                self.constant(f"{name}.qkv.zero", np.zeros(scales.size, np.int8)),
            ],
            domain=FUSED,
            num_heads=self.size.heads,
        )

    def product(self, name: str, values: str) -> str:
        """Add `values` times the named weights, without the bias."""
        weights, scales = _quantise(self.linear(name))
        inputs = [
            values,
            self.constant(name, weights),
            self.constant(f"{name}.scale", scales),
            self.constant(f"{name}.zero", np.zeros(scales.size, np.int8)),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, domain=FUSED)

    def _add_norm(self, values: str, residual: str, norm: str, bias: str) -> str:
        inputs = [values, residual, *self._norm(norm), self._array(bias)]
        return self.node("SkipLayerNormalization", inputs, domain=FUSED, epsilon=self.size.epsilon)

    def _pool(self, hidden: str) -> None:
        from onnx import TensorProto

        weights = self.node("Cast", ["attention_mask"], to=TensorProto.FLOAT)
        column = self.node("Unsqueeze", [weights, self.constant("two", np.array([2]))])
        masked = self.node("Mul", [hidden, column])
        # The sum points the same way as the mean, and only the direction is kept.
        total = self.node("ReduceSum", [masked, self.constant("one", np.array([1]))], keepdims=0)
        self.node("LpNormalization", [total], name="sentence_embedding")
        self.node("Identity", [hidden], name="token_embeddings")

    def linear(self, name: str) -> FloatArray:
        """Return the weights (outputs, inputs) of a product."""
        return self.source.linear(name)

    def _norm(self, name: str) -> list[str]:
        return [self._array(f"{name}.w"), self._array(f"{name}.b")]

    def _array(self, name: str) -> str:
        return self.constant(name, self.source.array(name))

    def constant(self, name: str, values: NDArray[Any]) -> str:
        """Add an array under `name`."""
        from onnx import numpy_helper

        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, operator: str, inputs: list[str], name: str = "", **attributes: Any) -> str:  # noqa: ANN401
        """Add a node of one output; an input "" is left out."""
        (output,) = self._nodes_of(operator, inputs, 1, name, **attributes)
        return output

    def _nodes_of(
        self,
        operator: str,
        inputs: list[str],
        count: int,
        name: str = "",
        **attributes: Any,  # noqa: ANN401
    ) -> list[str]:
        from onnx import helper

        name = name or f"{operator}.{len(self._nodes)}"
        outputs = [name if count == 1 else f"{name}.{i}" for i in range(count)]
        self._nodes.append(helper.make_node(operator, inputs, outputs, name=name, **attributes))
        return outputs


def _quantise(weights: FloatArray) -> tuple[NDArray[np.int8], FloatArray]:
    """Turn weights (outputs, inputs) into int8 (inputs, outputs) and one scale per output."""
    scales = np.abs(weights).max(axis=1) / np.float32(_WEIGHT_LIMIT)
    scales[scales == 0] = 1
    return np.rint(weights / scales[:, None]).astype(np.int8).T, scales.astype(np.float32)


def _pack_pairs(nibbles: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Blocks of (weight i, weight i + 16) pairs -> blocks of (2i, 2i + 1) pairs."""
    weights = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1)
    packed: NDArray[np.uint8] = weights[:, 0::2] | (weights[:, 1::2] << 4)
    return packed
