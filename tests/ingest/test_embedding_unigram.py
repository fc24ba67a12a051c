from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from corpus.errors import ConfigurationError
from ingest.embedding.e5_file import E5Vocabulary
from ingest.embedding.manifest import VOCABULARY
from ingest.embedding.parity import SAMPLE
from ingest.embedding.unigram import UnigramTokenizer, write_vocabulary

TOY = E5Vocabulary(
    pieces=("<s>", "<pad>", "</s>", "<unk>", "▁", "h", "ồ", "hồ", "▁hồ", "s"),
    scores=(0.0, 0.0, 0.0, 0.0, -2.0, -3.0, -3.0, -4.0, -5.0, -3.5),
    bos=0,
    eos=2,
    pad=1,
    unk=3,
    replacements={"\t": " ", "ﬀ": "ff", "\x01": ""},
)


@pytest.fixture
def toy(tmp_path: Path) -> UnigramTokenizer:
    write_vocabulary(TOY, tmp_path / "toy.npz")
    return UnigramTokenizer(tmp_path / "toy.npz")


@pytest.fixture(scope="session")
def ours(model_folder: Path) -> UnigramTokenizer:
    return UnigramTokenizer(model_folder / VOCABULARY)


@pytest.fixture(scope="session")
def reference(model_folder: Path) -> Tokenizer:
    return Tokenizer.from_file(str(model_folder / "tokenizer.json"))


@pytest.mark.unit
@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("hồ", [8]),
        ("  hồ\thồs ", [8, 8, 9]),
        ("h\x01ồ", [8]),
        ("hồ", [8]),
        ("shồ", [4, 9, 7]),
        ("xyzh", [4, 3, 5]),
        ("</s>", [4, 3, 9, 3]),
        ("", []),
        (" \n", []),
    ],
)
def test_the_most_probable_split_wins(toy: UnigramTokenizer, text: str, ids: list[int]) -> None:
    assert toy.encode(text) == ids


@pytest.mark.unit
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a vocabulary"])
def test_a_damaged_vocabulary_says_what_to_run(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vocabulary.npz"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"python -m ingest\.embedding"):
        UnigramTokenizer(path)


@pytest.mark.integration
def test_sentences_split_as_the_tokenizers_package_splits_them(
    ours: UnigramTokenizer, reference: Tokenizer
) -> None:
    for text in (*SAMPLE, "ﬁ ½ １２３ 質量管理 качество ☃☃ a" + "b" * 100):
        assert ours.encode(text) == reference.encode(text, add_special_tokens=False).ids


# Special tokens are spelled with "<" and mean nothing here; the map of single characters
# differs from NFKC, which the package applies, in U+FF5E and U+1F23B only.
_TEXT = st.text(
    st.one_of(
        st.sampled_from("aàảãáạăâđeêioôơuưyhtrn ̣̀̉̃́̂"),
        st.characters(exclude_characters="<～🈻\x00", exclude_categories=("Cs", "Cn", "Co")),
    ),
    max_size=40,
)


@pytest.mark.integration
@settings(max_examples=500, deadline=None)
@given(text=_TEXT)
def test_any_text_splits_as_the_tokenizers_package_splits_it(
    ours: UnigramTokenizer, reference: Tokenizer, text: str
) -> None:
    assert ours.encode(text) == reference.encode(text, add_special_tokens=False).ids
