package io.github.dcie.examples.iceberg;

import java.io.Serializable;

/**
 * Is told of each call to the files and to the catalog's database, and may throw instead of it or after it: for tests and
 * demonstrations of what fails.
 */
public interface Calls extends Serializable {

    /**
     * A call is about to be made.
     *
     * @param name what kind of call
     */
    void before(String name);

    /**
     * A call was made; its caller has not seen the answer.
     *
     * @param name what kind of call
     */
    void after(String name);

    /**
     * Lets everything happen.
     *
     * @return does nothing
     */
    static Calls undisturbed() {
        return new Calls() {

            private static final long serialVersionUID = 1L;

            @Override
            public void before(String name) {}

            @Override
            public void after(String name) {}
        };
    }
}
