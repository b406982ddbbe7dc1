"""Harbour Clinics, a made-up group of four outpatient clinics, assessed in three hours."""
