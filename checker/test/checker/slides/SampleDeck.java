package checker.slides;

/** A deck of two slides that has all that a deck must have. */
final class SampleDeck {

    private SampleDeck() {}

    /** One whose first slide shows this. */
    static String showing(String blocks) {
        return """
                = Answer
                :minutes: 2

                [minutes=1]
                == A slide

                %s

                [.notes]
                Say it.

                [.lab,minutes=1]
                == Lab

                Goal:: it
                Command:: `./jbang check step-1`
                Done when:: 42
                Begin with:: `Answer.c`

                [.notes]
                Say it.
                """.formatted(blocks);
    }
}
