# The C library's heap, threads and streams: see runtime.c.
runtime
