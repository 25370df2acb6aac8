"""Steps: what single item types do of their own around a write, as named functions."""
