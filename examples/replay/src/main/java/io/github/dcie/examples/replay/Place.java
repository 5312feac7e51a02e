package io.github.dcie.examples.replay;

import io.github.dcie.S3Object;

/**
 * Where something was read, for people.
 *
 * @param name an object, a message, an item
 * @param line the line in it, from 1; 0 for the whole
 */
record Place(String name, long line) {

    static Place of(String name) {
        return new Place(name, 0);
    }

    static Place of(S3Object object) {
        return of(object.uri().toString());
    }

    Place atLine(long number) {
        return new Place(name, number);
    }

    @Override
    public String toString() {
        return line == 0 ? name : name + " line " + line;
    }
}
