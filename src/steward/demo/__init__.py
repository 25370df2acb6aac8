"""Sample data: a made-up company with its computers and tickets, the same for the same seed."""
