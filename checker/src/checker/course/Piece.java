package checker.course;

/**
 * A part of an edit that goes to one patch: some lines of a file replaced by others, or a new file
 * or one that goes away.
 *
 * @param file the file's path from the clone's top folder
 * @param kind what happens
 * @param oldStart the first line replaced, from 1; with an {@code oldCount} of 0 the line after
 *     which the new ones go
 * @param oldCount how many lines are replaced
 * @param newStart the first of the new lines, from 1, in the edited file
 * @param newCount how many new lines there are
 * @param owner the place of the patch in the series, from 1; {@link Ownership#BASELINE} for the
 *     baseline
 */
record Piece(String file, Kind kind, int oldStart, int oldCount, int newStart, int newCount,
        int owner) {

    /** What a piece does to its file. */
    enum Kind { LINES, ADD, DELETE, MODE }

    /** A piece that concerns a file as a whole. */
    static Piece whole(String file, Kind kind, int owner) {
        return new Piece(file, kind, 0, 0, 0, 0, owner);
    }

    Piece ownedBy(int another) {
        return new Piece(file, kind, oldStart, oldCount, newStart, newCount, another);
    }

    /** Where it is, for the user. */
    String place() {
        return kind == Kind.LINES ? file + ":" + newStart : file;
    }
}
