"""A press counts also where the run that it began is cut short before it reaches the button."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from ui.press import pressed

    if st.session_state.pop("hurry", False):
        st.rerun()
    with st.form("form"):
        words = st.text_input("Lời", key="words")
        sent = pressed(st.form_submit_button, "Gửi", "send")
    if sent:
        st.session_state["got"] = [*st.session_state.get("got", []), words]


def test_a_press_counts_once() -> None:
    page = AppTest.from_function(_page).run()
    page.text_input(key="words").input("một")
    page.button(key="send").click().run()
    page.run()
    assert page.session_state["got"] == ["một"]


def test_a_press_outlives_a_run_that_is_cut_short() -> None:
    page = AppTest.from_function(_page).run()
    page.text_input(key="words").input("hai")
    page.session_state["hurry"] = True
    page.button(key="send").click().run()
    page.run()
    assert page.session_state["got"] == ["hai"]
