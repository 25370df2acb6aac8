"""The rows a fresh installation starts with, as data: `rows/<table>.json`, and what differs by kind of installation in `accounts.json`.

A file of rows has `columns` and one row a line; `{now}` stands for the time of installation. Ids are the public ones.
"""
