package io.github.dcie.examples.replay;

import io.github.dcie.S3Object;

/**
 * A data file as a manifest lists it.
 *
 * @param object where it is
 * @param itemCount how many lines it has
 * @param md5 base64 of the MD5 of the compressed object; its ETag is another value
 * @param manifest what says so
 */
record DataFile(S3Object object, long itemCount, String md5, S3Object manifest) {}
