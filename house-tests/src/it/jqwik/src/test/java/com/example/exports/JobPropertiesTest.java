package com.example.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.testkit.jqwik.ExportDomain;
import io.github.dcie.testkit.jqwik.Lives;
import io.github.dcie.testkit.simulation.Move;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;

/** The generators of the test kit in properties of a user. */
class JobPropertiesTest {

    @Property(tries = 100)
    @Domain(ExportDomain.class)
    void aJobIsNamedByItsId(@ForAll ExportJob job) {
        assertThat(JobId.of(job.id().toString())).isEqualTo(job.id());
    }

    @Property(tries = 100)
    void aLifeHasMoves(@ForAll("lives") List<Move> life) {
        assertThat(life).hasSizeBetween(5, 20);
    }

    @Provide
    Arbitrary<List<Move>> lives() {
        return Lives.ofAtMost(20);
    }
}
