"""What the server of forks imports: everything, warmed. Only it may import this; a test or a notebook would be warmed as well."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as many clients run at once as there are processors

from assessment_kit.batch.warm import warm

warm()
