"""How texts are written: characters, words, punctuation. Pure."""
