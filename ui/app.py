"""Entry of the browser pages: `streamlit run ui/app.py` from the project's root."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path

import streamlit as st

# Streamlit puts the script's own folder on the path, not the project's root.
_ROOT = str(Path(__file__).resolve().parent.parent)
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

from ui import chat, library, mapping, review  # noqa: E402
from ui.loader import EngineHost, engine_host  # noqa: E402
from ui.messages import Language, MappingText, Text  # noqa: E402
from ui.messages.chat import ChatText  # noqa: E402
from ui.messages.training import TrainingText  # noqa: E402
from ui.messages.upload import UploadText  # noqa: E402
from ui.state import LANGUAGE, language, say, start_conversation  # noqa: E402
from ui.theme import apply_layout  # noqa: E402
from ui.training import page as training  # noqa: E402

__all__ = ["main"]

_ICON = Path(__file__).resolve().parent / "static" / "icon.png"
_SIDEBAR_WIDTH = 248  # pixels


def main(engine_loader: Callable[[], EngineHost] = engine_host) -> None:
    """Draw the frame that all pages share, then the page that is open."""
    st.set_page_config(
        page_title=say(Text.PRODUCT),
        # A file of our own: Streamlit fetches a Material symbol for the tab from the network.
        page_icon=str(_ICON),
        layout="wide",
        initial_sidebar_state=_SIDEBAR_WIDTH,
    )
    apply_layout(say(UploadText.CHOOSE) if language() is Language.VI else None)
    library_page = st.Page(
        functools.partial(library.render, engine_loader),
        title=say(Text.PAGE_LIBRARY),
        icon=":material/menu_book:",
        url_path="kho-tai-lieu",
    )
    chat_page = st.Page(
        functools.partial(chat.render, engine_loader, library_page),
        title=say(Text.PAGE_CHAT),
        icon=":material/forum:",
        url_path="hoi-dap",
        default=True,
    )
    review_page = st.Page(
        review.render,
        title=say(ChatText.PAGE_REVIEW),
        icon=":material/rate_review:",
        url_path="y-kien",
    )
    mapping_page = st.Page(
        functools.partial(mapping.render, engine_loader),
        title=say(MappingText.PAGE),
        icon=":material/grid_on:",
        url_path="anh-xa",
    )
    training_page = st.Page(
        functools.partial(training.render, engine_loader),
        title=say(TrainingText.PAGE),
        icon=":material/school:",
        url_path="dao-tao",
    )
    page = st.navigation([chat_page, library_page, mapping_page, training_page, review_page])
    _draw_sidebar(asking=page == chat_page)
    page.run()


def _draw_sidebar(*, asking: bool) -> None:
    with st.sidebar:
        st.subheader(say(Text.PRODUCT), anchor=False)
        if asking:
            st.button(
                say(Text.NEW_CONVERSATION),
                icon=":material/add_comment:",
                width="stretch",
                on_click=start_conversation,
            )
        st.segmented_control(
            say(Text.LANGUAGE),
            list(Language),
            default=Language.VI,
            required=True,
            format_func=lambda choice: say(Text[f"LANGUAGE_{choice.name}"]),
            key=LANGUAGE,
            width="stretch",
        )


if __name__ == "__main__":
    main()
