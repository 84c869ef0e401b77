"""Access to the machine: files, processes, memory, cores, storage."""
