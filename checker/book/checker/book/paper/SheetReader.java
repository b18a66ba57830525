package checker.book.paper;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/** Goes through what is drawn on a sheet: text by lines, and which tagged parts have more. */
final class SheetReader extends PDFGraphicsStreamEngine {

    private static final double SAME_HEIGHT = 0.5;
    private static final int NO_PART = -1;

    private final List<Line> lines = new ArrayList<>();
    private final Set<String> strangeFonts = new HashSet<>();
    private final Set<Integer> drawn = new HashSet<>();
    private final Deque<Integer> parts = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private double left;
    private double right;
    private double height;
    private double size;
    private int lacking;

    SheetReader(PDPage page) {
        super(page);
    }

    Sheet read(List<Link> links) throws IOException {
        processPage(getPage());
        endLine();
        return new Sheet(getPage().getMediaBox().getWidth(), lines, links, strangeFonts, drawn);
    }

    @Override
    protected void showGlyph(Matrix place, PDFont font, int code, Vector displacement)
            throws IOException {
        if (!font.isEmbedded()) {
            strangeFonts.add(font.getName());
        }
        double start = place.getTranslateX();
        if (text.length() == 0 || Math.abs(place.getTranslateY() - height) > SAME_HEIGHT) {
            endLine();
            height = place.getTranslateY();
            size = place.getScalingFactorX();
            left = start;
            right = start;
        }
        String characters = font.toUnicode(code);
        text.append(characters == null ? "" : characters);
        left = Math.min(left, start);
        if (characters == null || !characters.isBlank()) {
            right = Math.max(right, start + displacement.getX() * place.getScalingFactorX());
        }
        if (font instanceof PDType0Font && code == 0) { // the place of what a font lacks
            lacking++;
            text.append('\ufffd');
        }
    }

    private void endLine() {
        if (text.length() > 0) {
            lines.add(new Line(text.toString(), left, right, height, size, lacking));
        }
        text.setLength(0);
        lacking = 0;
    }

    @Override
    public void beginMarkedContentSequence(COSName tag, COSDictionary properties) {
        super.beginMarkedContentSequence(tag, properties);
        parts.push(properties == null ? NO_PART : properties.getInt(COSName.MCID, NO_PART));
    }

    @Override
    public void endMarkedContentSequence() {
        super.endMarkedContentSequence();
        parts.poll();
    }

    private void draw() {
        parts.stream().filter(part -> part != NO_PART).forEach(drawn::add);
    }

    @Override
    public void drawImage(PDImage image) {
        draw();
    }

    @Override
    public void strokePath() {
        draw();
    }

    @Override
    public void fillPath(int windingRule) {
        draw();
    }

    @Override
    public void fillAndStrokePath(int windingRule) {
        draw();
    }

    @Override
    public void shadingFill(COSName shading) {
        draw();
    }

    // Where a path goes is of no interest.

    @Override
    public void appendRectangle(Point2D a, Point2D b, Point2D c, Point2D d) { }

    @Override
    public void clip(int windingRule) { }

    @Override
    public void moveTo(float x, float y) { }

    @Override
    public void lineTo(float x, float y) { }

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) { }

    @Override
    public Point2D getCurrentPoint() {
        return new Point2D.Float();
    }

    @Override
    public void closePath() { }

    @Override
    public void endPath() { }
}
