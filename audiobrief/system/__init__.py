"""Access to the machine and what it shares: files, processes, memory, cores, names, storage.

Nothing here knows of articles or sound. Files are written whole or not at all (`files`, and
`secret_files` for their owner alone), under locks that end with their process (`locks`).
"""
