package checker.course;

/** Numbers with their nouns. */
final class Words {

    private Words() { }

    /** {@code 1 patch}, {@code 3 patches}. */
    static String count(int number, String noun) {
        String plural = noun.endsWith("ch") ? noun + "es" : noun + "s";
        return number + " " + (number == 1 ? noun : plural);
    }
}
