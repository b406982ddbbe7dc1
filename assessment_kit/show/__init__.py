"""What a reader sees: figures, tables, findings and letters as pieces that notebooks and the report share."""
