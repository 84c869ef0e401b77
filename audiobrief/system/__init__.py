"""What audiobrief asks of the machine: files, processes, memory, cores, storage."""
