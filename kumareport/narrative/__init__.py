"""What sentences claim about the indicators. Pure: texts and series in, claims out."""
