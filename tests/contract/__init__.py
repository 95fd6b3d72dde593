"""What every engine answers to a query tree: the contract of the port, told as sentences.

What a question means is no part of it: trees are given. `python -m tests.contract` runs it and
prints how many behaviours each engine shows, and what is skipped with which reason.
"""
