"""The few rules of layout that the theme in `.streamlit/config.toml` cannot express."""

from __future__ import annotations

import streamlit as st

__all__ = ["apply_layout"]

# Constant text; no other style sheets than those here are written into the page itself.
_LAYOUT = """
<style>
.stMainBlockContainer { max-width: 84rem; padding: 3.25rem 2rem 0; }
.stMarkdown, .stText { line-height: 1.55; }
.stAppHeader { background: transparent; pointer-events: none; }
.stAppHeader button { pointer-events: auto; }

/* The accent alone is too dark for small text on the dark background. */
[data-testid="stButtonGroup"] button[data-selected="true"] { color: light-dark(#0d5c63, #72cdd3); }

.st-key-welcome { max-width: 46rem; margin: 6vh auto 0; }
.stColumn:has(.st-key-welcome) { flex: 1 1 100%; }
.stColumn:has(.st-key-welcome) + .stColumn, .st-key-evidence[data-awaiting] { display: none; }
.st-key-state { max-width: 46rem; margin: 10vh auto 0; }

/* The question box stays at the bottom while the conversation scrolls under it. */
[data-testid="stLayoutWrapper"]:has(> .st-key-composer) {
  position: sticky;
  bottom: 0;
  z-index: 10;
  width: 100%;
  max-width: 46rem;
  padding: 0.25rem 0 1rem;
  background: light-dark(#ffffff, #111a1c);
}

.stMainBlockContainer:has(.st-key-welcome)
  [data-testid="stLayoutWrapper"]:has(> .st-key-composer) {
  margin: 0 auto;
}

.st-key-composer textarea { font-size: 1rem; }

.st-key-evidence {
  padding: 1rem 1.125rem;
  border: 1px solid light-dark(#d3dddd, #344448);
  border-radius: 8px;
}

.st-key-evidence img { border: 1px solid light-dark(#d3dddd, #344448); border-radius: 4px; }

/* Without an open place the library's list has the whole width. */
.stColumn:has(.st-key-library-part):not(:has(+ .stColumn .st-key-evidence)) { flex: 1 1 100%; }
.stColumn:has(.st-key-library-part) + .stColumn:not(:has(.st-key-evidence)) { display: none; }

@media (min-width: 641px) {
  [data-testid="stLayoutWrapper"]:has(> .st-key-composer) { max-width: calc((100% - 2rem) * 0.55); }
  .stMainBlockContainer:has(.st-key-welcome)
  [data-testid="stLayoutWrapper"]:has(> .st-key-composer) {
    max-width: 46rem;
  }

  /* The question box lies over room kept free for it, so that the pane need not end above. */
  .st-key-talk { padding-bottom: 9rem; }
  [data-testid="stLayoutWrapper"]:has(.st-key-talk)
    + [data-testid="stLayoutWrapper"]:has(> .st-key-composer) {
    margin-top: -9rem;
  }

  /* The pane stays beside whichever answer is being read. */
  .stColumn:has(.st-key-evidence) { position: sticky; top: 3.25rem; align-self: flex-start; }
  .st-key-evidence { max-height: calc(100vh - 4.25rem); overflow-y: auto; }
}

@media (max-width: 640px) {
  .stMainBlockContainer { padding: 3.25rem 1rem 0; }
  .st-key-evidence { padding: 1rem; scroll-margin-top: 4rem; }
  /* As tall as the page, so that it can be scrolled to before its text has come. */
  .stColumn:has(.st-key-library-part) + .stColumn .st-key-evidence { min-height: 90vh; }
  .st-key-welcome { margin-top: 0; }
  .stAppHeader { background: light-dark(#ffffff, #111a1c); }
}
</style>
"""


# Streamlit's file field speaks English only. What the hidden line says of endings and sizes, the
# label or the line beside each field says.
_FILE_FIELD = """
<style>
[data-testid="stFileUploaderDropzoneInstructions"] {{ display: none; }}
[data-testid="stFileUploaderDropzone"] button p {{ font-size: 0; }}
[data-testid="stFileUploaderDropzone"] button p::after {{ content: "{label}"; font-size: 0.9rem; }}
</style>
"""


def apply_layout(file_label: str | None) -> None:
    """Write the layout rules into the page; called once a run.

    `file_label` is constant text of ours for the button of file fields, None for Streamlit's.
    """
    st.html(_LAYOUT)
    if file_label is not None:
        st.html(_FILE_FIELD.format(label=file_label))
