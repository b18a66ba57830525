/** What the claims of several steps do to a machine by hand, where it has no button for it. */
package checker.steps.hands;
