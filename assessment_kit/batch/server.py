"""What the server of forks imports: everything, warmed. Only it may import this; a test or a notebook would be warmed as well."""

from assessment_kit.batch.warm import warm

warm()
