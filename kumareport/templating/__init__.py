"""Templates of the office: their small language, and the one environment in which they run."""
