"""The record served on this machine: pages to look at, and the same as JSON."""
