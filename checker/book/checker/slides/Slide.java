package checker.slides;

import java.time.Duration;

/**
 * One slide of a deck.
 *
 * @param line that of its title in the source; 0 when it is not known
 * @param id its anchor
 * @param title as HTML
 * @param roles classes, separated by spaces; may be empty
 * @param time how long it is talked about
 * @param body what is seen, as HTML
 * @param notes what the speaker is to say and do, as HTML; empty when there are none
 */
record Slide(int line, String id, String title, String roles, Duration time, String body,
        String notes) { }
