"""Many clients in one run: the papermill engine, the job of one client, the run, and what it leaves behind."""
