"""From an engagement to figures: one pure function per step, each with the same shape of result."""
