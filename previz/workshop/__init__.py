"""The work and its products: the store, the jobs that fill it on all cores, whose turn it is, what may go."""
