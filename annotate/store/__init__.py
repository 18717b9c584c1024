"""What is kept: documents, versions, marks, verdicts, history. The only room that commits.

Importing this package, or `annotate.store.values`, loads no database library; the modules that need one are loaded
where they are used.
"""
