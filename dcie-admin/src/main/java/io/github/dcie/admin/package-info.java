/** What a person does now and then: look at the exports of a job, audit them, and recover a lost state. */
@NullMarked
package io.github.dcie.admin;

import org.jspecify.annotations.NullMarked;
