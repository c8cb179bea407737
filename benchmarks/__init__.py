"""Measurements that take longer than a test may, always as ratios within one run: the machines are noisy."""
