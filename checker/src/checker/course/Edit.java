package checker.course;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change of the finished kernel, taken apart into pieces that each go to one patch.
 *
 * @param pieces the parts, by file and line
 */
record Edit(List<Piece> pieces) {

    private static final Pattern HUNK =
            Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@.*");

    /**
     * Takes a change apart.
     *
     * @param chain the series; its end is the kernel before the change
     * @param edited the tree after it
     * @param fallback the owner of what has no single one of its own; none to refuse such pieces
     * @throws CourseException naming the pieces that nobody or several patches own
     */
    static Edit between(Git git, Chain chain, String edited, OptionalInt fallback) {
        Division division = new Division(git, chain, edited, fallback,
                new ArrayList<>(), new ArrayList<>());
        for (String change : git.lines("diff-tree", "-r", "--no-renames", "--raw", "--no-abbrev",
                chain.end(), edited, "--", "kernel")) {
            String[] fields = change.split("[ \t]", 6); // :MODE MODE ID ID STATUS<TAB>PATH
            String file = fields[5];
            switch (fields[4]) {
                case "A" -> division.addWhole(file, Piece.Kind.ADD, "is new");
                case "D" -> division.addDeleted(file);
                default -> {
                    if (!fields[0].equals(":" + fields[1])) {
                        division.addWhole(file, Piece.Kind.MODE, "changes its mode");
                    }
                    if (!fields[2].equals(fields[3])) {
                        division.addLines(file);
                    }
                }
            }
        }
        if (!division.unclear().isEmpty()) {
            throw new CourseException(String.join("\n", division.unclear()),
                    "Say which step is to have these: --to step-N (its last patch),"
                    + " --to step-N/K (its patch K), --to step-0 (the baseline).");
        }
        return new Edit(List.copyOf(division.pieces()));
    }

    /** The files that it changes, each once. */
    List<String> files() {
        return pieces.stream().map(Piece::file).distinct().toList();
    }

    /** The work of taking apart. */
    private record Division(Git git, Chain chain, String edited, OptionalInt fallback,
            List<Piece> pieces, List<String> unclear) {

        void addWhole(String file, Piece.Kind kind, String what) {
            if (fallback.isPresent()) {
                pieces.add(Piece.whole(file, kind, fallback.getAsInt()));
            } else {
                unclear.add(file + " " + what + ": no single patch owns it");
            }
        }

        void addDeleted(String file) {
            int[] owners = Ownership.of(git, chain, chain.end(), file).lines().stream()
                    .mapToInt(Ownership.Line::owner).distinct().toArray();
            if (owners.length == 1) {
                pieces.add(Piece.whole(file, Piece.Kind.DELETE, owners[0]));
            } else {
                addWhole(file, Piece.Kind.DELETE, "goes away, but has lines of several patches");
            }
        }

        void addLines(String file) {
            List<String> hunks = git.lines("diff-tree", "-p", "--unified=0", "--no-renames",
                    "--inter-hunk-context=0", "--no-indent-heuristic", chain.end(), edited,
                    "--", file).stream().filter(line -> line.startsWith("@@ ")).toList();
            if (hunks.isEmpty()) {
                throw new CourseException(file + " is no text, so no patch owns a part of it",
                        "Change it on the branches and fold: ./jbang course fold --help");
            }
            Ownership ownership = Ownership.of(git, chain, chain.end(), file);
            for (String line : hunks) {
                Matcher hunk = HUNK.matcher(line);
                if (!hunk.matches()) {
                    throw new IllegalStateException("git writes a hunk as " + line);
                }
                addHunk(ownership, new Piece(file, Piece.Kind.LINES, number(hunk, 1, 0),
                        number(hunk, 2, 1), number(hunk, 3, 0), number(hunk, 4, 1), 0));
            }
        }

        /** Adds a hunk as a piece, or as one for each line where they belong to several. */
        private void addHunk(Ownership ownership, Piece hunk) {
            int[] owners = ownership.owners(hunk.oldStart(), hunk.oldCount());
            if (owners.length == 1) {
                pieces.add(hunk.ownedBy(owners[0]));
            } else if (hunk.newCount() == 0 || hunk.newCount() == hunk.oldCount()) {
                int newLines = Math.min(1, hunk.newCount());
                for (int i = 0; i < hunk.oldCount(); i++) {
                    pieces.add(new Piece(hunk.file(), hunk.kind(), hunk.oldStart() + i, 1,
                            hunk.newStart() + i * newLines, newLines,
                            ownership.lines().get(hunk.oldStart() + i - 1).owner()));
                }
            } else if (fallback.isPresent()) {
                pieces.add(hunk.ownedBy(fallback.getAsInt()));
            } else {
                unclear.add(hunk.place() + ": " + hunk.oldCount() + " lines of " + owners.length
                        + " patches become " + hunk.newCount()
                        + ", and which of them belongs to whom is not to be told");
            }
        }

        private static int number(Matcher hunk, int group, int missing) {
            String text = hunk.group(group);
            return text == null ? missing : Integer.parseInt(text);
        }
    }
}
