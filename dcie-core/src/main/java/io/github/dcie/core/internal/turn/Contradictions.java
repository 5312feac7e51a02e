package io.github.dcie.core.internal.turn;

import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.Token;
import io.github.dcie.core.internal.rules.Notice;
import java.util.Optional;

/** What shows that the state names an export which was made for something else; a consumer is never told of one (T1, I2). */
public final class Contradictions {

    private Contradictions() {}

    /**
     * What DynamoDB says against the export that is about to be announced: of this chain it must be the one that was asked
     * for, of an older one it must bear the job's token.
     */
    public static Optional<String> against(Turn turn, Notice.Export notice, ExportFacts facts) {
        boolean isOwn = notice.generation() == turn.state().generation().number()
                ? isAskedFor(turn, notice, facts)
                : bearsTheJobsToken(turn, facts);
        return isOwn
                ? Optional.empty()
                : Optional.of("export " + facts.exportId()
                        + " stands among those to be announced, but DynamoDB made it for"
                        + " another request (client token " + facts.token().orElse("none") + ")");
    }

    private static boolean isAskedFor(Turn turn, Notice.Export notice, ExportFacts facts) {
        return turn.state().generation().trackedExports().stream()
                .filter(tracked -> tracked.stage().export().equals(Optional.of(notice.exportId())))
                .allMatch(tracked -> !facts.hasOtherTokenThan(turn.token(tracked)) && facts.covers(tracked.span()));
    }

    private static boolean bearsTheJobsToken(Turn turn, ExportFacts facts) {
        String prefix =
                Token.prefix(turn.settings().job().id(), turn.settings().job().table());
        return facts.token().map(token -> token.startsWith(prefix)).orElse(true);
    }
}
