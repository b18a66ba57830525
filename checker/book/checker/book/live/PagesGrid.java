package checker.book.live;

import java.util.ArrayList;
import java.util.List;

/** How page tables translate an address, entry by entry; Intel SDM volume 3A, chapter "Paging". */
public final class PagesGrid {

    private static final List<String> TABLES = List.of("", "page table", "page directory",
            "page-directory-pointer table", "PML4");
    private static final long FRAME = 0x000f_ffff_ffff_f000L;
    private static final int LARGE = 7;

    private PagesGrid() {}

    /**
     * The way to an address.
     *
     * @param name of the address, as it was asked for
     * @param lines those of {@link Order.Kind#PAGES}
     */
    public static Grid of(String name, List<String> lines) {
        String[] head = lines.get(0).split(" ");
        List<List<String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(" ");
            int level = Integer.parseInt(words[0]);
            long entry = Long.parseUnsignedLong(words[3], 16);
            rows.add(List.of(TABLES.get(level), words[1], number(words[2]), Numbers.hex(entry),
                    meaning(level, entry)));
        }
        String address = number(head[0]);
        return new Grid("How " + (name.startsWith("0x") ? "" : name + ", ") + address
                + ", is found from CR3 = " + number(head[1]), "SDM volume 3A, \"Paging\"",
                "d,m,m,m,d", List.of("Table", "Index", "Entry at", "Entry", "Meaning"), rows);
    }

    private static String number(String hex) {
        return Numbers.hex(Long.parseUnsignedLong(hex, 16));
    }

    private static String meaning(int level, long entry) {
        if (!bit(entry, 0)) {
            return "not present";
        }
        boolean isPage = level == 1 || level < 4 && bit(entry, LARGE);
        long size = level == 1 ? 0 : (1L << 12 + 9 * (level - 1)) - 1;
        List<String> words = new ArrayList<>();
        words.add(isPage ? "page " + Numbers.hex(entry & FRAME & ~size)
                + (level == 1 ? "" : level == 2 ? " of 2 MiB" : " of 1 GiB")
                : "next table " + Numbers.hex(entry & FRAME));
        words.add(bit(entry, 1) ? "writable" : "read only");
        words.add(bit(entry, 2) ? "user" : "kernel only");
        add(words, bit(entry, 63), "no execution");
        add(words, bit(entry, 3), "write-through");
        add(words, bit(entry, 4), "not cached");
        add(words, bit(entry, 5), "accessed");
        add(words, isPage && bit(entry, 6), "dirty");
        add(words, isPage && bit(entry, 8), "global");
        return String.join(", ", words);
    }

    private static void add(List<String> words, boolean is, String word) {
        if (is) {
            words.add(word);
        }
    }

    private static boolean bit(long entry, int number) {
        return (entry >>> number & 1) != 0;
    }
}
