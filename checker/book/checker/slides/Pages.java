package checker.slides;

import checker.book.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The HTML of what {@code jbang slides} makes: decks, their notes, the list of all, the guide. */
final class Pages {

    static final String INDEX = "index.html";

    private static final String COURSE = "Eleven Steps to SMP";

    private Pages() {}

    /** What a deck says, for links and pictures to be made those of the site. */
    static String slides(Deck deck) {
        StringBuilder html = new StringBuilder("""
                <section id="title" class="opening"><div class="frame">
                <p class="course">%s</p>
                <h1>%s</h1>
                <div class="slide-content">%s</div>
                </div></section>
                """.formatted(COURSE, deck.title(), deck.preamble()));
        for (Slide slide : deck.slides()) {
            html.append("""
                    <section id="%s"%s data-timing="%d"><div class="frame">
                    <h2>%s</h2>
                    <div class="slide-content">
                    %s
                    </div>
                    </div>
                    <aside class="notes">%s</aside></section>
                    """.formatted(slide.id(),
                    slide.roles().isEmpty() ? "" : " class=\"" + slide.roles() + "\"",
                    slide.time().toSeconds(),
                    slide.title(), LitLines.in(reachable(slide.body())), slide.notes()));
        }
        return html.toString();
    }

    static String deck(Deck deck, String slides) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s - slides</title>
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="reveal/reveal.css">
                <link rel="stylesheet" href="colours.css">
                <link rel="stylesheet" href="deck.css">
                </head>
                <body>
                <div class="reveal"><main class="slides">
                %s</main></div>
                <script src="reveal/reveal.js"></script>
                <script src="reveal/notes.js"></script>
                <script src="deck.js"></script>
                </body>
                </html>
                """.formatted(plain(deck.title()),
                slides.replaceAll("(<a [^>]*href=\"#)(?=[^/\"])", "$1/"));
    }

    /** What reveal.js takes for the name of a slide begins with a slash. */
    static String slideLinks(String html) {
        return html.replaceAll("(<a [^>]*href=\"\\d\\d-[a-z0-9-]+\\.html#)(?=[^/\"])", "$1/");
    }

    /** An answer that has been opened can be longer than its slide, and scrolled by keys, too. */
    private static String reachable(String slide) {
        return slide.replaceAll("(</summary>\\s*<div class=\"content\")", "$1 tabindex=\"0\"");
    }

    /** What the speaker says, to be printed: when, which slide, what. */
    static String notes(Deck deck) {
        StringBuilder html = new StringBuilder("<ol class=\"plan\">\n");
        Duration at = Duration.ZERO;
        for (Slide slide : deck.slides()) {
            html.append("""
                    <li><h2><a href="%s.adoc#%s">%s</a></h2>
                    <p class="when">%d:%02d, %d min</p>
                    %s
                    </li>
                    """.formatted(deck.name(), slide.id(), slide.title(), at.toMinutes(),
                    at.toSecondsPart(), slide.time().toMinutes(), slide.notes()));
            at = at.plus(slide.time());
        }
        return html.append("</ol>\n").toString();
    }

    static String notes(Deck deck, String body) {
        return page("Notes: " + deck.title(), "<p>" + deck.time().toMinutes() + " minutes, "
                + deck.count() + " slides: <a href=\"" + deck.name() + ".html\">the deck</a>.</p>\n"
                + body);
    }

    static String guide(Text guide, String body) {
        String group = "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">";
        return page(guide.title(), body.replace("<pre", "<pre tabindex=\"0\"")
                .replace("<table", group + "<table").replace("</table>", "</table></div>"));
    }

    static String index(List<Deck> decks, Optional<Text> guide, boolean printed) {
        StringBuilder html = new StringBuilder();
        guide.ifPresent(text -> html.append("<p class=\"first\"><a href=\"").append(text.page())
                .append("\">").append(text.title()).append("</a></p>\n"));
        html.append("<ul class=\"decks\">\n");
        for (Deck deck : decks) {
            html.append("""
                    <li><a href="%1$s.html">%2$s</a>
                    <span>%3$d slides, %4$d minutes;
                    <a href="%1$s-notes.html" aria-label="Notes of %6$s">notes</a>%5$s</span></li>
                    """.formatted(deck.name(), deck.title(), deck.count(),
                    deck.time().toMinutes(), printed ? ", <a href=\"" + deck.name()
                            + ".pdf\" aria-label=\"PDF of " + plain(deck.title())
                            + "\">PDF</a>" : "", plain(deck.title())));
        }
        return page("Slides", html.append("""
                </ul>
                <h2>Keys</h2>
                <table>
                <tr><th scope="row"><kbd>Space</kbd>, <kbd>→</kbd></th><td>go on</td></tr>
                <tr><th scope="row"><kbd>←</kbd></th><td>go back</td></tr>
                <tr><th scope="row"><kbd>S</kbd></th><td>notes, next slide and clock in a window of
                their own</td></tr>
                <tr><th scope="row"><kbd>O</kbd>, <kbd>Esc</kbd></th><td>all at once</td></tr>
                <tr><th scope="row"><kbd>G</kbd></th><td>go to a slide by its number</td></tr>
                <tr><th scope="row"><kbd>D</kbd></th><td>light or dark</td></tr>
                <tr><th scope="row"><kbd>B</kbd></th><td>nothing, until the same key</td></tr>
                <tr><th scope="row"><kbd>F</kbd></th><td>the whole screen</td></tr>
                <tr><th scope="row"><kbd>?</kbd></th><td>all keys</td></tr>
                </table>
                """).toString());
    }

    private static String page(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s - %s</title>
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="colours.css">
                <link rel="stylesheet" href="pages.css">
                </head>
                <body>
                <header><a href="%s">%s: slides</a></header>
                <main>
                <h1>%s</h1>
                %s</main>
                </body>
                </html>
                """.formatted(plain(title), COURSE, INDEX, COURSE, title, body);
    }

    private static String plain(String html) {
        return html.replaceAll("<[^>]*>", "");
    }
}
