package checker.browser;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;

/** How a reader has a page before the eyes. Sizes are CSS pixels. */
enum View {
    /** Wide enough for all that may stand beside a text. */
    DESK("1600 px", 1600, 1000, ColorScheme.LIGHT),
    WIDE("1280 px", 1280, 900, ColorScheme.LIGHT),
    WIDE_DARK("1280 px, dark", 1280, 900, ColorScheme.DARK),
    PHONE("390 px", 390, 844, ColorScheme.LIGHT),
    PHONE_DARK("390 px, dark", 390, 844, ColorScheme.DARK),
    /** The narrowest that WCAG 2.1 (1.4.10) asks for: 1280 px at a zoom of 400 %. */
    NARROW("320 px", 320, 640, ColorScheme.LIGHT),
    /** Zoom gives a page fewer pixels of its own; there is no other difference to it. */
    ZOOMED("1280 px, zoom 200 %", 640, 450, ColorScheme.LIGHT),
    /** The text of a sheet of A4 with margins of 10 mm: 190 mm of 96 px an inch. */
    PRINTED("printed", 718, 1047, ColorScheme.LIGHT),
    STILL("1280 px, reduced motion", 1280, 900, ColorScheme.LIGHT),
    SLIDE("1280 x 720", 1280, 720, ColorScheme.LIGHT),
    SLIDE_DARK("1280 x 720, dark", 1280, 720, ColorScheme.DARK);

    private final String words;
    private final int width;
    private final int height;
    private final ColorScheme scheme;

    View(String words, int width, int height, ColorScheme scheme) {
        this.words = words;
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    ColorScheme scheme() {
        return scheme;
    }

    Media media() {
        return this == PRINTED ? Media.PRINT : Media.SCREEN;
    }

    /** Only where motion is looked at: a page must do without it, not only be able to. */
    ReducedMotion motion() {
        return this == STILL ? ReducedMotion.REDUCE : ReducedMotion.NO_PREFERENCE;
    }

    @Override
    public String toString() {
        return words;
    }
}
