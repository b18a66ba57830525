# The C library on numbers and text: see library.c.
library
