package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What a picture says to browsers is said in the words of what draws it on paper. */
class PrintedPictureTest {

    @Test
    void fontsAreThoseOfTheBookAndDarkColoursGone() {
        String picture = PrintedPicture.of("""
                <svg><style>
                text { font: 14px system-ui, "Segoe UI", sans-serif; fill: #1f2328 }
                .mono { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 13px }
                .title { font-weight: 600 } .big { font: 700 16px system-ui, sans-serif }
                @media (prefers-color-scheme: dark) {
                  text { fill: #e6edf3 } .red { fill: #67060c }
                }
                .end { text-anchor: end }
                </style><text class="mono">font: 14px mono</text></svg>
                """);

        assertEquals("""
                <svg><style>
                text { font-size: 14px; font-family: Noto Sans; fill: #1f2328 }
                .mono { font-family: M+ 1mn; font-size: 13px }
                .title { font-weight: bold } .big { font-size: 16px; font-family: Noto Sans;\
                 font-weight: bold }
                .end { text-anchor: end }
                </style><text class="mono">font: 14px mono</text></svg>
                """, picture);
    }
}
