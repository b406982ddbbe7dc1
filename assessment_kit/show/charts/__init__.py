"""One file of charts per step. Each chart is a function of a StepResult that returns a Figure or a Gap."""
