"""Benchmarks: figures and ratios, printed as a table. Never part of a timed test."""
