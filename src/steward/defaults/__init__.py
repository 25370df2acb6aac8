"""The rows a fresh installation starts with, as data.

One file a table in `rows/`; `accounts.json` says what differs by kind of installation.
A file of rows has `columns` and one row a line; `{now}` stands for the time of installation. Ids are the public ones.
"""
