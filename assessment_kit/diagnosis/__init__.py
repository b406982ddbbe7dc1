"""From figures to judgement: situations, findings, facets, letters and actions."""
