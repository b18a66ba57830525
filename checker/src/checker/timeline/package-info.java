/** The kernel's trace ring, decoded and drawn. Pure: bytes in, text out, and no byte is trusted. */
package checker.timeline;
