package checker.course;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the series anew with an edit in it: each commit from a piece's owner on has the piece.
 *
 * <p>Nothing is merged here. A line that the edit replaces is one that its owner brought and that
 * every later commit still has, so in each of them its place is known by {@link Ownership}. A
 * rebase that squashes the piece into its owner would guess instead, and give up wherever lines of
 * two steps are neighbours.
 */
final class EditedChain {

    private final Git git;
    private final Git index;
    private final Chain chain;
    private final Edit edit;
    private final String edited;
    private final Map<String, List<Ownership.Line>> ends = new HashMap<>();
    private final Map<String, List<String>> editedLines = new HashMap<>();
    private final Map<String, Spliced> last = new HashMap<>();

    /** What came of the last version of a file, which many commits in a row may have. */
    private record Spliced(Blob from, List<Piece> pieces, Blob result) { }

    /**
     * @param edited the tree after the edit
     */
    EditedChain(Scratch scratch, Chain chain, Edit edit, String edited) {
        this.git = scratch.git();
        this.index = scratch.gitWithOwnIndex();
        this.chain = chain;
        this.edit = edit;
        this.edited = edited;
    }

    /**
     * Makes it.
     *
     * @return the new stages
     * @throws CourseException when a piece is to go to a patch that does not know its lines yet
     */
    List<String> make() {
        List<String> commits = new ArrayList<>();
        String parent = chain.source().commit();
        int first = edit.pieces().stream().mapToInt(Piece::owner).min().orElseThrow();
        for (int place = 0; place <= chain.commits().size(); place++) {
            parent = place < first ? original(place) : commit(place, parent);
            commits.add(parent);
        }
        return chain.stages().stream().map(this::place).map(commits::get).toList();
    }

    private String original(int place) {
        return place == 0 ? chain.baseline() : chain.commits().get(place - 1);
    }

    private int place(String stage) {
        return chain.commits().indexOf(stage) + 1;
    }

    /** The commit at a place, with its author, dates and message as they were. */
    private String commit(int place, String parent) {
        String original = original(place);
        index.text("read-tree", original);
        for (String file : edit.files()) {
            List<Piece> pieces = edit.pieces().stream().filter(
                    piece -> piece.file().equals(file) && piece.owner() <= place).toList();
            if (!pieces.isEmpty()) {
                put(original, file, pieces);
            }
        }
        byte[] raw = git.run("cat-file", "commit", original).orElseThrow().outputBytes();
        String text = new String(raw, StandardCharsets.ISO_8859_1)
                .replaceFirst("^tree .*\nparent .*\n",
                        "tree " + index.text("write-tree") + "\nparent " + parent + "\n");
        return git.run(text.getBytes(StandardCharsets.ISO_8859_1),
                List.of("hash-object", "-t", "commit", "-w", "--stdin"))
                .orElseThrow().output().strip();
    }

    private void put(String commit, String file, List<Piece> pieces) {
        Optional<Blob> found = Blob.in(git, commit, file);
        for (Piece.Kind kind : pieces.stream().map(Piece::kind).distinct().toList()) {
            found = switch (kind) {
                case ADD -> Blob.in(git, edited, file);
                case DELETE -> Optional.empty();
                case MODE -> Optional.of(new Blob(Blob.in(git, edited, file).orElseThrow().mode(),
                        present(found, file, pieces).id()));
                case LINES -> Optional.of(
                        spliced(commit, file, pieces, present(found, file, pieces)));
            };
        }
        if (found.isPresent()) {
            index.text("update-index", "--add", "--cacheinfo",
                    found.get().mode() + "," + found.get().id() + "," + file);
        } else {
            index.text("update-index", "--force-remove", "--", file);
        }
    }

    private static Blob present(Optional<Blob> found, String file, List<Piece> pieces) {
        return found.orElseThrow(() -> tooEarly(file, pieces.get(0)));
    }

    private Blob spliced(String commit, String file, List<Piece> pieces, Blob from) {
        Spliced before = last.get(file);
        if (before == null || !before.from().equals(from) || !before.pieces().equals(pieces)) {
            Blob result = from.withText(git, text(commit, file, pieces));
            last.put(file, new Spliced(from, pieces, result));
        }
        return last.get(file).result();
    }

    private String text(String commit, String file, List<Piece> pieces) {
        List<Ownership.Line> end = ends.computeIfAbsent(file,
                name -> Ownership.of(git, chain, chain.end(), name).lines());
        List<String> after = editedLines.computeIfAbsent(file,
                name -> Blob.lines(git, edited, name));
        Map<Ownership.Line, Integer> places =
                Ownership.of(git, chain, commit, file).places();
        Splice splice = new Splice(Blob.lines(git, commit, file));
        for (Piece piece : pieces) {
            if (piece.kind() == Piece.Kind.LINES) {
                List<String> added = piece.newCount() == 0 ? List.of() : after.subList(
                        piece.newStart() - 1, piece.newStart() - 1 + piece.newCount());
                List<Integer> old = places(piece, end, places);
                if (piece.oldCount() > 0) {
                    splice.replace(old, added);
                } else {
                    splice.insert(old.isEmpty() ? 0 : old.get(0) + 1, added);
                }
            }
        }
        return splice.text();
    }

    /** Where a commit has a piece's old lines, or the line that the piece goes after. */
    private static List<Integer> places(Piece piece, List<Ownership.Line> end,
            Map<Ownership.Line, Integer> places) {
        int first = piece.oldStart() - 1;
        int count = piece.oldCount() > 0 ? piece.oldCount() : Math.min(1, piece.oldStart());
        List<Integer> found = new ArrayList<>();
        for (Ownership.Line line : count == 0 ? end.subList(0, 0)
                : end.subList(first, first + count)) {
            Integer place = places.get(line);
            if (place == null) {
                throw tooEarly(piece.place(), piece);
            }
            found.add(place);
        }
        return found;
    }

    private static CourseException tooEarly(String place, Piece piece) {
        return new CourseException(place + " replaces lines that only a later patch than the "
                + (piece.owner() == Ownership.BASELINE ? "baseline" : "one named") + " brings",
                "Name a later one: --to");
    }
}
