package io.headroom.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.request.RequestState.Action;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestStateTest {
    @ParameterizedTest(name = "{0}")
    @EnumSource
    void onlyWhatWaitsForAPersonCanBeActedOn(RequestState state) {
        if (state == RequestState.IN_REVIEW) assertThat(state.actions()).containsExactly(Action.values());
        else assertThat(state.actions()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void isReadable(RequestState state) {
        assertThat(state.text())
                .isEqualTo(
                        state == RequestState.IN_REVIEW
                                ? "in review"
                                : state.name().toLowerCase());
    }
}
