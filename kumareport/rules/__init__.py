"""The rule catalogue: one file per rule, all listed in :mod:`kumareport.rules.catalog`."""
