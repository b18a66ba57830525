/** Where the parts of a clone lie. Names and places only; nothing here asks git or runs a thing. */
package checker.repository;
