package io.github.dcie.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportType;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** Subjects are what rules of mail programs are built on. */
final class SubjectsTest {

    private final Events events = Events.whole();

    @Test // N5
    void exportsHaveTheWordsOfTheGuidance() {
        assertThat(Subjects.of(events.full())).isEqualTo("Full export outcome: orders");
        assertThat(Subjects.of(events.window())).isEqualTo("Incremental export outcome: orders");
        assertThat(Subjects.of(events.began(Kind.EXPORT_FAILING))).isEqualTo("Incremental export outcome: orders");
        assertThat(Subjects.of(events.began(Kind.EXPORT_FAILING, ExportType.FULL_EXPORT, "failed")))
                .isEqualTo("Full export outcome: orders");
        assertThat(Subjects.of(events.continues(Kind.EXPORT_FAILING))).isEqualTo("Incremental export outcome: orders");
    }

    @Test // N5
    void recoveryThatIsOffHasTheWordsOfTheGuidance() {
        assertThat(Subjects.of(events.began(Kind.PITR_OFF))).isEqualTo("PITR Disabled: orders");
        assertThat(Subjects.of(events.continues(Kind.PITR_OFF))).isEqualTo("PITR Disabled: orders");
    }

    @ParameterizedTest // N5
    @EnumSource(names = "GAP_.*", mode = EnumSource.Mode.MATCH_ALL)
    void gapsHaveTheWordsOfTheGuidance(Kind gap) {
        assertThat(Subjects.of(events.began(gap)))
                .isEqualTo("Incremental export start time outside PITR window: orders");
        assertThat(Subjects.of(events.continues(gap)))
                .isEqualTo("Incremental export start time outside PITR window: orders");
    }

    @ParameterizedTest
    @EnumSource(names = "GAP_.*|PITR_OFF|EXPORT_FAILING", mode = EnumSource.Mode.MATCH_NONE)
    void otherConditionsHaveTheirOwnName(Kind kind) {
        assertThat(Subjects.of(events.began(kind))).isEqualTo(kind + " began: orders");
        assertThat(Subjects.of(events.continues(kind))).isEqualTo(kind + " continues: orders");
    }

    @ParameterizedTest // what rings on the words of the guidance must not ring when all is well again
    @EnumSource
    void whatIsOverHasNoneOfTheGuidancesWords(Kind kind) {
        assertThat(Subjects.of(events.ended(kind))).isEqualTo(kind + " is over: orders");
    }

    @Test
    void aNewChainIsSaidToBeNew() {
        assertThat(Subjects.of(events.started())).isEqualTo("New export chain: orders");
    }

    @Test // API reference, Publish: less than 100 characters
    void aLongJobIdIsCut() {
        String longest = "j".repeat(64);

        assertThat(Subjects.of(events.of(longest).began(Kind.GAP_FELL_BEHIND)))
                .hasSize(99)
                .startsWith("Incremental export start time outside PITR window: jjj")
                .endsWith("j...");
        assertThat(Subjects.of(events.of(longest).full())).isEqualTo("Full export outcome: " + longest);
    }

    @Property // API reference, Publish: less than 100 characters, no line breaks or control characters
    @Domain(EventDomain.class)
    void everySubjectIsOneThatSnsTakes(@ForAll ExportEvent event) {
        assertThat(Subjects.of(event)).matches("[A-Z][ -~]{1,98}");
    }

    @Property(tries = 200) // and nothing of a message, its attributes included, is what a terminal would act on
    @Domain(EventDomain.class)
    void everyMessageIsPrintable(@ForAll ExportEvent event) throws Exception {
        PublishRequest request = new Publication(
                        new TopicArn("arn:aws:sns:eu-central-1:123456789012:exports"), Publication.GREATEST_MAXIMUM)
                .request(event);

        assertThat(request.message()).matches("[ -~]+");
        assertThat(request.messageAttributes().values())
                .allSatisfy(attribute -> assertThat(attribute.stringValue()).matches("[ -~]+"));
    }
}
