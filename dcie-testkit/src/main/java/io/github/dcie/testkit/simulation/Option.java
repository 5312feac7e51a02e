package io.github.dcie.testkit.simulation;

import java.time.Duration;

/** What may happen at a choice point. */
sealed interface Option {

    Option GO_ON = new GoOn();
    Option CRASH = new Crash();

    /** Nothing: the process goes on. */
    record GoOn() implements Option {
        @Override
        public String toString() {
            return "go on";
        }
    }

    /**
     * Another process goes on, from its beginning or from where it waits.
     *
     * @param process its name, for each run has processes of its own
     */
    record SwitchTo(String process) implements Option {
        @Override
        public String toString() {
            return "switch to " + process;
        }
    }

    /** The process dies. */
    record Crash() implements Option {
        @Override
        public String toString() {
            return "crash";
        }
    }

    /** Time passes, and the process goes on when all others have ended their steps. */
    record Freeze(Duration time) implements Option {

        private static final String TEXT = "freeze for ";

        static boolean isText(String text) {
            return text.startsWith(TEXT);
        }

        static Freeze parse(String text) {
            return new Freeze(Duration.parse(text.substring(TEXT.length())));
        }

        @Override
        public String toString() {
            return TEXT + time;
        }
    }
}
