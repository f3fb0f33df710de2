"""Reading documents on the machines of a Dask cluster."""
