"""Fetching data sets from their homes: checked, gone on with after a break, one request at a time."""
