/** The coordinator, both stores and the notifier in one small application. */
package io.github.dcie.examples.modulepath;
