"""The commands of `steward`, one module each; `__main__` reads the arguments."""
