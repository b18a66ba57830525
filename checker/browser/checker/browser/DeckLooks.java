package checker.browser;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A deck of slides: given from the first slide to the last by the arrow key, and printed. */
final class DeckLooks {

    /** Each page of a PDF is an object of this type; Chromium does not compress them. */
    private static final Pattern SHEET = Pattern.compile("/Type\\s*/Page\\b");

    private final Chromium chromium;

    DeckLooks(Chromium chromium) {
        this.chromium = chromium;
    }

    List<Fault> faults(URI place) {
        Set<Fault> faults = new LinkedHashSet<>(); // some are met on the screen and on paper
        int slides;
        try (Visit visit = chromium.open(place, View.SLIDE)) {
            visit.page().waitForFunction("Reveal.isReady()");
            visit.look("looks.pictures()");
            new LinkTargets().look(visit);
            slides = number(visit, "Reveal.getTotalSlides()");
            give(visit, slides);
            faults.addAll(visit.faults());
        }
        try (Visit visit = chromium.open(URI.create(place + "?print-pdf"), View.SLIDE)) {
            visit.page().waitForFunction("looks.deckIsOnPaper()");
            print(visit, slides);
            faults.addAll(visit.faults());
        }
        return List.copyOf(faults);
    }

    /** Presses the key until it changes nothing any more. */
    private static void give(Visit visit, int slides) {
        Page page = visit.page();
        List<Object> seen = new ArrayList<>();
        Object state = state(page);
        while (!seen.contains(state)) {
            seen.add(state);
            visit.look("looks.slide()");
            if (!Boolean.TRUE.equals(page.evaluate("Reveal.availableFragments().next"))) {
                for (View view : List.of(View.SLIDE_DARK, View.SLIDE)) {
                    visit.show(view);
                    visit.lookForBarriers();
                }
            }
            page.keyboard().press("ArrowRight");
            state = state(page);
        }
        long shown = seen.stream().map(one -> ((Map<?, ?>) one).get("slide")).distinct().count();
        if (shown != slides) {
            visit.fault("the arrow key shows " + shown + " slides of " + slides);
        }
        if (!Boolean.TRUE.equals(page.evaluate("Reveal.isLastSlide()"))) {
            visit.fault("the arrow key goes no further than this slide");
        }
    }

    /** Where the deck stands: the slide, and how many of its fragments are shown. */
    private static Object state(Page page) {
        return page.evaluate("""
                (slide => ({
                    slide: Reveal.getSlides().indexOf(slide),
                    shown: slide.querySelectorAll('.fragment.visible').length
                }))(Reveal.getCurrentSlide())""");
    }

    private static void print(Visit visit, int slides) {
        byte[] pdf = visit.page().pdf(new Page.PdfOptions().setPreferCSSPageSize(true)
                .setPrintBackground(true));
        long sheets = SHEET.matcher(new String(pdf, StandardCharsets.ISO_8859_1))
                .results().count();
        if (sheets != slides) {
            visit.fault("printed, its " + slides + " slides are " + sheets + " pages");
        }
    }

    private static int number(Visit visit, String expression) {
        return ((Number) visit.page().evaluate(expression)).intValue();
    }
}
