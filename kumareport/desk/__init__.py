"""窓口: the whole year on one page of the browser of this computer, on the use cases of the command line."""
