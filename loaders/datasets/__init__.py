"""Published data sets: one module each, from their own formats to records."""
