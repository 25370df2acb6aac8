"""`steward bench`: how fast the server is, as shares of a bare hello-world of the same stack in the same run."""
