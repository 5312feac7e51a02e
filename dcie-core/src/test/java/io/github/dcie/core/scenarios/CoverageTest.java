package io.github.dcie.core.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final Transitions SEEN = new Transitions();

    @BeforeAll
    static void playAll() {
        Scenarios.all().forEach(scenario -> scenario.play(SEEN));
    }

    @Test
    void print() {
        System.out.println("PLACES " + SEEN.places());
        System.out.println("CONDITIONS " + SEEN.conditions());
        System.out.println("COURIERS " + SEEN.couriers());
        System.out.println("REFUSALS " + SEEN.refusals());
        System.out.println("GENERATIONS " + SEEN.generations());
        System.out.println("ACTIONS " + SEEN.actions());
        System.out.println("REASONS " + SEEN.reasons());
        assertThat(SEEN.places()).isNotEmpty();
    }
}
