"""Tests of kumareport.importing."""
