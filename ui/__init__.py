"""Floor 4: Streamlit pages and components; the only floor that imports streamlit."""
