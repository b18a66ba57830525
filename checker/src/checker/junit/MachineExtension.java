package checker.junit;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a behaviour once for each machine of its {@link OnEveryMachine}. */
final class MachineExtension implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    /** None may be wanted; and where no check runs, as in unit tests, there is no kernel. */
    @Override
    public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
            ExtensionContext context) {
        return CheckSession.of(context).stream()
                .flatMap(session -> invocations(session, context));
    }

    private static Stream<TestTemplateInvocationContext> invocations(CheckSession session,
            ExtensionContext context) {
        List<Choice> choices = new Choices(session.settings())
                .of(context.getRequiredTestMethod());
        choices.forEach(choice -> session.progress().planned(choice.id()));
        BehaviourTally tally = new BehaviourTally(session.progress(), choices);
        return choices.stream().map(choice -> invocation(session, choice, tally));
    }

    private static TestTemplateInvocationContext invocation(CheckSession session, Choice choice,
            BehaviourTally tally) {
        return new TestTemplateInvocationContext() {
            @Override
            public String getDisplayName(int index) {
                return choice.id().toString();
            }

            @Override
            public List<Extension> getAdditionalExtensions() {
                return List.of(new CaseExtension(session, choice, tally));
            }
        };
    }
}
