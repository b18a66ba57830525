package checker.book;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes of a picture for browsers one for paper: prawn-svg, which draws it there, knows neither
 * that dark colours are for dark screens, nor the short form of fonts, nor the fonts of systems.
 */
final class PrintedPicture {

    private static final Pattern STYLE = Pattern.compile("(?s)<style>.*?</style>");
    private static final Pattern DARK = Pattern.compile(
            "\\s*@media \\(prefers-color-scheme: dark\\) \\{([^{}]*\\{[^{}]*\\})*\\s*\\}");
    private static final Pattern SHORT = Pattern.compile(
            "font: ((?:\\d+ )?)([\\d.]+px) [^;}]*?(?=\\s*[;}])");
    private static final Pattern MONOSPACED = Pattern.compile(
            "font-family: [^;}]*mono[^;}]*?(?=\\s*[;}])");
    private static final Pattern BOLD = Pattern.compile("font-weight: [5-9]00");

    private PrintedPicture() {}

    /** @param svg the picture as the repository has it */
    static String of(String svg) {
        return STYLE.matcher(svg).replaceAll(style ->
                Matcher.quoteReplacement(printed(style.group())));
    }

    private static String printed(String style) {
        String light = DARK.matcher(style).replaceAll("");
        String fonts = SHORT.matcher(light).replaceAll(font ->
                "font-size: " + font.group(2) + "; font-family: Noto Sans"
                + (font.group(1).isEmpty() ? "" : "; font-weight: " + font.group(1).strip()));
        return BOLD.matcher(MONOSPACED.matcher(fonts).replaceAll("font-family: M+ 1mn"))
                .replaceAll("font-weight: bold");
    }
}
