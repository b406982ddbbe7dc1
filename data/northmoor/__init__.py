"""Northmoor Instruments, a made-up maker of measuring instruments: what its folder is made of."""
