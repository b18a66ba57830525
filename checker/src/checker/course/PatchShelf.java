package checker.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All patches in a state of main, read and found to be well-formed.
 *
 * @param series the patches of the steps, in the order in which they apply
 * @param trials the mistakes and variants, by path
 * @param folders the folder of each step that has one, by number: {@code steps/01-cpu-discovery}
 */
record PatchShelf(
        List<SeriesPatch> series, List<TrialPatch> trials, TreeMap<Integer, String> folders) {

    static final int LAST_STEP = 11;

    private static final Pattern STEP_FILE = Pattern.compile("(steps/(\\d\\d)-[a-z0-9-]+)/(.+)");
    private static final Pattern PATCH = Pattern.compile("patches/(\\d{4})-[^/]+\\.patch");
    private static final Pattern TRIAL =
            Pattern.compile("(mistakes|variants)/[A-Za-z0-9._-]+\\.patch");

    /**
     * @throws CourseException when a patch is misplaced, missing or malformed
     */
    static PatchShelf read(Scratch scratch, SourceTree source) {
        Path copies = scratch.newPath("mails");
        Git git = scratch.gitWithOwnIndex();
        git.text("read-tree", source.tree());
        List<String> paths = git.items("ls-files", "-z", "--", "steps");
        git.run(bytes(paths),
                List.of("checkout-index", "-z", "--stdin", "--prefix=" + copies + "/"))
                .orElseThrow();
        PatchShelf shelf = new PatchShelf(new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
        for (String path : paths) { // in the order of their names, as the index has them
            shelf.put(path, copies.resolve(path));
        }
        return new PatchShelf(
                List.copyOf(shelf.series), List.copyOf(shelf.trials), shelf.folders);
    }

    /** The last step that has patches; 0 when none has. */
    int lastStage() {
        return series.isEmpty() ? 0 : series.get(series.size() - 1).step();
    }

    List<SeriesPatch> ofStep(int step) {
        return series.stream().filter(patch -> patch.step() == step).toList();
    }

    private void put(String path, Path copy) {
        Matcher place = STEP_FILE.matcher(path);
        if (!place.matches()) {
            return;
        }
        int step = Integer.parseInt(place.group(2));
        String other = folders.putIfAbsent(step, place.group(1));
        if (other != null && !other.equals(place.group(1))) {
            throw new CourseException("step " + step + " has two folders: " + other + " and "
                    + place.group(1));
        }
        String name = place.group(3);
        Matcher trial = TRIAL.matcher(name);
        if (trial.matches()) {
            trials.add(new TrialPatch(kind(trial.group(1)), step, path, copy, mail(path, copy)));
        } else if (name.startsWith("patches/")) {
            series.add(patch(path, copy, step, name));
        }
    }

    private SeriesPatch patch(String path, Path copy, int step, String name) {
        Matcher patch = PATCH.matcher(name);
        if (!patch.matches()) {
            throw new CourseException(path + " is no patch of the series",
                    "A patches folder holds nothing but what 'course fold' writes: take it away.");
        }
        if (step == 0 || step > LAST_STEP) {
            throw new CourseException(path + ": step " + step + " cannot have patches");
        }
        int number = Integer.parseInt(patch.group(1));
        Optional<SeriesPatch> before = series.isEmpty()
                ? Optional.empty() : Optional.of(series.get(series.size() - 1));
        int lastStep = before.map(SeriesPatch::step).orElse(0);
        int expected = lastStep == step ? before.get().number() + 1 : 1;
        if (step > lastStep + 1) {
            throw new CourseException("step " + step + " has patches, but step " + (lastStep + 1)
                    + " before it has none");
        }
        if (number != expected) {
            throw new CourseException(
                    "patch " + expected + " of step " + step + " is missing or there twice: found "
                    + path, "'git log -- " + folders.get(step) + "/patches' tells who changed it.");
        }
        return new SeriesPatch(step, number, path, copy, mail(path, copy));
    }

    private static Mail mail(String path, Path copy) {
        try {
            byte[] bytes = Files.readAllBytes(copy);
            requireUnixLines(path, bytes);
            Mail mail = Mail.of(bytes);
            if (!mail.isMail() || mail.change().isEmpty()) {
                throw new CourseException(path + " is not a mail of 'git format-patch' with a"
                        + " subject and a change", "Make it again: git format-patch -1 COMMIT");
            }
            return mail;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the copy of " + path, e);
        }
    }

    private static void requireUnixLines(String path, byte[] bytes) {
        int line = 1;
        for (byte each : bytes) {
            if (each == '\r') {
                throw new CourseException(path + " has a carriage return in line " + line,
                        "Patches have LF line ends; an editor or a mail program changed them.");
            }
            line += each == '\n' ? 1 : 0;
        }
    }

    private static TrialPatch.Kind kind(String folder) {
        return folder.equals(TrialPatch.Kind.MISTAKE.folder())
                ? TrialPatch.Kind.MISTAKE : TrialPatch.Kind.VARIANT;
    }

    private static byte[] bytes(List<String> items) {
        StringBuilder all = new StringBuilder();
        items.forEach(item -> all.append(item).append('\0'));
        return all.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
