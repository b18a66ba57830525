/** Parts of sources and patches, cut out by name: what lessons quote. Text in, text out. */
package checker.quote;
