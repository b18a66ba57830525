package checker.suite.rules;

/** A lesson of step 1 that has every part. */
final class SampleLesson {

    static final String TEXT = """
            = Step 1: An Answer

            == Why now: the old kernel

            run::check[step-1, stage=0, outcome=failed, with="--seed 1", expect="x"]

            == Run it first

            log::kernel[stage=1, arch=x86-64]

            == The hardware, exactly

            Wires.

            == A section between

            More.

            == The design and its alternatives

            Thoughts.

            == The patches, one by one

            patch::0001-first.patch[step=1]
            patch::0002-second.patch[step=1]

            == The contract

            Names.

            == What goes wrong

            break::less[step=1, question="What?"]
            break::more[step=1, question="What?"]
            break::none[step=1, question="What?"]

            == Exercises

            . *(easy)* One?
            +
            [%collapsible]
            .Answer
            ====
            . This
            . and that.
            ====
            . *(easy)* Two?
            +
            [%collapsible]
            .Answer
            ====
            ----
            . *(easy)* a listing
            ----
            ====
            . *(medium)* Three?
            +
            [%collapsible]
            .Answer
            ====
            This.
            ====
            . *(medium)* Four?
            +
            [%collapsible]
            .Answer
            ====
            This.
            ====
            . *(hard)* Five?
            +
            [%collapsible]
            .Answer
            ====
            This.
            ====

            == What Linux and others do

            Much.

            == What comes next

            Step 2.
            """;

    private SampleLesson() {}
}
