"""DataFrame in, `Chart` out. Knows neither Streamlit nor DuckDB; a notebook can use every function here."""
