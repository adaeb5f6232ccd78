"""Scheduled runs: what cron, systemd and their like call, night after night.

A run holds the lock of its output, makes the report of a period in a folder of its own, lets
`latest` lead to it, and writes a history. Whatever ends a run, the next one goes on.
"""
