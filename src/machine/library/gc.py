# gc: the collector of cycles is the machine's own.
