package io.headroom.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the groups in a token mean. */
class AccountsTest {
    static Stream<Arguments> groups() {
        return Stream.of(
                argumentSet("a lead is a member too", "/teams/vision/leads", "vision", "vision", ""),
                argumentSet("a member leads nothing", "/teams/vision/members", "", "vision", ""),
                argumentSet("a manager belongs to no team", "/cohorts/research/managers", "", "", "research"),
                argumentSet("a deeper group is another group", "/teams/vision/eu/leads", "", "", ""),
                argumentSet("a group above is no team", "/teams//leads", "", "", ""),
                argumentSet("a longer name is another name", "/teams/vision/leads-emeriti", "", "", ""),
                argumentSet("a group elsewhere is nothing", "/other/teams/vision/leads", "", "", ""),
                argumentSet("names are names, not patterns", "/teams/.*/leads", ".*", ".*", ""),
                argumentSet("a role called leads is nothing", "leads", "", "", ""));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void mean(String group, String leads, String memberOf, String manages) {
        Account me = account(Map.of(), group);
        assertThat(String.join(",", me.leads())).isEqualTo(leads);
        assertThat(String.join(",", me.memberOf())).isEqualTo(memberOf);
        assertThat(String.join(",", me.manages())).isEqualTo(manages);
        assertThat(me.admin()).isFalse();
    }

    @Test
    void theAdminIsARoleAndNoGroup() {
        assertThat(account(Map.of(), "admin").admin()).isTrue();
        assertThat(account(Map.of(), "/admin").admin()).isFalse();
    }

    @Test
    void namesMapInConfiguration() {
        Account me = account(
                Map.of("headroom.account.leads", "gpu.*.owner", "headroom.account.admin", "root"),
                "gpu.vision.owner",
                "root");
        assertThat(me.leads()).containsExactly("vision");
        assertThat(me.admin()).isTrue();
        assertThat(account(Map.of("headroom.account.leads", "gpu.*.owner"), "gpuxvisionxowner")
                        .leads())
                .isEmpty();
    }

    @Test
    void myTeamIsTheFirstILead() {
        assertThat(account(Map.of(), "/teams/a/members", "/teams/c/leads", "/teams/b/leads")
                        .team())
                .isEqualTo("b");
        assertThat(account(Map.of(), "/teams/b/members", "/teams/a/members").team())
                .isEqualTo("a");
        assertThat(account(Map.of()).team()).isNull();
    }

    private static Account account(Map<String, String> settings, String... roles) {
        var identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("somebody"))
                .addRoles(Set.of(roles))
                .build();
        var config = new SmallRyeConfigBuilder()
                .withMapping(AccountConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        return new Accounts(identity, config.getConfigMapping(AccountConfig.class)).me();
    }
}
