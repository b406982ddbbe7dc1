"""A client's folder: read it, check it, and what is in it as typed values."""
