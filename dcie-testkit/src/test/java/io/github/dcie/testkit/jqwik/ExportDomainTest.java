package io.github.dcie.testkit.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.ExportJob;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.testkit.ExportEmulator;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

@Domain(ExportDomain.class)
final class ExportDomainTest {

    @Property(tries = 200)
    void jobsAreLegalAndTheirTablesCanBeEmulated(@ForAll ExportJob job) {
        assertThat(job.toBuilder().build()).isEqualTo(job);
        ExportEmulator aws = ExportEmulator.withTable(job.table());
        assertThat(aws.client().serviceClientConfiguration().region().id())
                .isEqualTo(job.table().region());
        assertThat(aws.exports(job.table())).isEmpty();
    }

    @Property(tries = 100)
    void theOthersAreLegal(
            @ForAll JobId id,
            @ForAll TableArn table,
            @ForAll ExportWindow window,
            @ForAll S3Destination destination,
            @ForAll Schedule schedule) {
        assertThat(JobId.of(id.value())).isEqualTo(id);
        assertThat(TableArn.of(table.value())).isEqualTo(table);
        assertThat(window.length()).isBetween(ExportWindow.SHORTEST, ExportWindow.LONGEST);
        assertThat(destination.bucket()).isNotEmpty();
        assertThat(schedule.pauses()).hasSizeLessThanOrEqualTo(60);
        assertThat(schedule.length()).isGreaterThanOrEqualTo(Duration.ZERO);
    }

    @Test
    void pausesAreNotNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule(List.of(Duration.ofSeconds(-1))));
    }
}
