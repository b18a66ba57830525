package checker.browser;

/**
 * What a reader would stumble over.
 *
 * @param page the file's name
 * @param view how it was shown
 * @param what went wrong there
 */
record Fault(String page, String view, String what) {

    @Override
    public String toString() {
        return page + " (" + view + "): " + what;
    }
}
