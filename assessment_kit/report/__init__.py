"""From executed notebooks to one html file that opens anywhere."""
