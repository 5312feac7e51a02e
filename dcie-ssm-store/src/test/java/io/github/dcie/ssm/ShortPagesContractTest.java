package io.github.dcie.ssm;

import org.junit.jupiter.api.BeforeEach;

/** The contract where pages are short, empty, and in no order (API reference, GetParametersByPath). */
class ShortPagesContractTest extends SsmStateStoreContractTest {

    @BeforeEach
    void pagesAreShort() {
        ssm.pagesAreShort(20_260_101);
    }
}
