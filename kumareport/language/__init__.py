"""How Japanese offices write: signs and the width of letters."""
